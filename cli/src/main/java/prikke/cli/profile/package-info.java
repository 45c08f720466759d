/**
 * Profiles: which server, as whom and in which organization, kept between commands in files that only their owner can read.
 * Which of flag, environment and profile wins is decided in {@code prikke.cli.Session}, not here.
 */
@NullMarked
package prikke.cli.profile;

import org.jspecify.annotations.NullMarked;
