/**
 * {@code prikke queues}: named lanes with a concurrency and a rate of their own.
 */
@NullMarked
package prikke.cli.queues;

import org.jspecify.annotations.NullMarked;
