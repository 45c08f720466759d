/**
 * {@code prikke open}: the dashboard, in a browser.
 */
@NullMarked
package prikke.cli.open;

import org.jspecify.annotations.NullMarked;
