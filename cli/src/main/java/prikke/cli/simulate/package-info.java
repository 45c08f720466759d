/**
 * {@code prikke simulate}: what would run when, of a file without a daemon or of the jobs on the server.
 */
@NullMarked
package prikke.cli.simulate;

import org.jspecify.annotations.NullMarked;
