/**
 * Finds what is wrong with a daemon and its surroundings, whether it runs or not. Only looks: nothing is mended here, and the daemon
 * itself has no need of it.
 */
@NullMarked
package prikke.daemon.doctor;

import org.jspecify.annotations.NullMarked;
