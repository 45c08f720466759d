/** What survives when a daemon is killed: the packed distribution, real processes, a receiver whose log is the evidence. */
@NullMarked
package prikke.cli.crash;

import org.jspecify.annotations.NullMarked;
