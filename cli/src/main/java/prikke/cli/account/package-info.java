/**
 * Signing in and out: {@code register}, {@code login}, {@code logout} and {@code whoami}. Where the token is kept is
 * {@code prikke.cli.profile}'s.
 */
@NullMarked
package prikke.cli.account;

import org.jspecify.annotations.NullMarked;
