/**
 * Completion: what may stand at the end of a line that is being typed, told by the commands themselves and, for the names of things,
 * by the server; and the scripts by which the shells ask for it. How the interactive shell asks is in {@code prikke.cli.shell}.
 */
@NullMarked
package prikke.cli.completion;

import org.jspecify.annotations.NullMarked;
