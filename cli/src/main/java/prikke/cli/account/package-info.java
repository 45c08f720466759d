/**
 * Signing in and out, by a password or by a browser: {@code register}, {@code login}, {@code logout} and {@code whoami}; and
 * {@code account}, where password and address are changed. Where the token is kept is
 * {@code prikke.cli.profile}'s.
 */
@NullMarked
package prikke.cli.account;

import org.jspecify.annotations.NullMarked;
