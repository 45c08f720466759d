/**
 * The daemon's process: arguments and configuration, the one place where everything is wired together, the log, the
 * files in the data directory. No route, and no rule about jobs.
 */
@NullMarked
package prikke.daemon;

import org.jspecify.annotations.NullMarked;
