/**
 * {@code prikke runs}: executions and their attempts, and waiting for one to end.
 */
@NullMarked
package prikke.cli.runs;

import org.jspecify.annotations.NullMarked;
