/**
 * {@code prikke version}.
 */
@NullMarked
package prikke.cli.version;

import org.jspecify.annotations.NullMarked;
