/**
 * {@code prikke jobs}: what to call and when. What became of it is {@code prikke.cli.runs}'.
 */
@NullMarked
package prikke.cli.jobs;

import org.jspecify.annotations.NullMarked;
