/**
 * {@code prikke orgs}: the organizations that the user is in, and which of them to work in.
 */
@NullMarked
package prikke.cli.orgs;

import org.jspecify.annotations.NullMarked;
