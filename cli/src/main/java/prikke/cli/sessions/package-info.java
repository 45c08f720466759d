/**
 * {@code prikke sessions}: where one is signed in.
 */
@NullMarked
package prikke.cli.sessions;

import org.jspecify.annotations.NullMarked;
