/**
 * The command line's frame: the root command, the tree of commands, the options that every command takes, the session that a
 * command works in, and how failures end. What single commands do lives in the packages below, one a noun.
 */
@NullMarked
package prikke.cli;

import org.jspecify.annotations.NullMarked;
