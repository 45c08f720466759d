/**
 * {@code prikke shell}: the commands one after the other in one process, typed by a person or read from a script. What may stand at
 * the end of a line is found in {@code prikke.cli.completion}; what a command does, in the package of its noun.
 */
@NullMarked
package prikke.cli.shell;

import org.jspecify.annotations.NullMarked;
