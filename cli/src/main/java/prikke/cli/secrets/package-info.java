/** {@code prikke secrets}: what deliveries are signed with. */
@NullMarked
package prikke.cli.secrets;

import org.jspecify.annotations.NullMarked;
