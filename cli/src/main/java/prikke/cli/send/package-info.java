/**
 * {@code prikke send}: a one-off job without a key.
 */
@NullMarked
package prikke.cli.send;

import org.jspecify.annotations.NullMarked;
