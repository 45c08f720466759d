/**
 * {@code prikke profiles}: which there are, and which is used where none is named. How they are kept is in {@code prikke.cli.profile}.
 */
@NullMarked
package prikke.cli.profiles;

import org.jspecify.annotations.NullMarked;
