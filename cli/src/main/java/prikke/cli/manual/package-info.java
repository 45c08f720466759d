/**
 * The manual: a page for each command, written in roff from the commands themselves when the distribution is built. No command
 * uses this package.
 */
@NullMarked
package prikke.cli.manual;

import org.jspecify.annotations.NullMarked;
