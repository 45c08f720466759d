/**
 * {@code prikke daemon}: the daemon as a process of this machine, started, stopped and looked at. What the daemon does is in
 * another module; all that is known of it here are its arguments, its pid file and its health.
 */
@NullMarked
package prikke.cli.daemon;

import org.jspecify.annotations.NullMarked;
