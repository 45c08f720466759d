/**
 * What picocli knows of a command: its name, its options, where their values go. The annotations on the command's class say it, and they
 * are read when the distribution is built, not when a command starts: reading them takes longer than running one. From what they say a
 * class for each package is written that makes the same model and sets the fields itself. Here lies how that is written, and used;
 * what the commands are lies with them.
 */
@NullMarked
package prikke.cli.spec;

import org.jspecify.annotations.NullMarked;
