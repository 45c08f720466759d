/**
 * {@code prikke keys}: API keys.
 */
@NullMarked
package prikke.cli.keys;

import org.jspecify.annotations.NullMarked;
