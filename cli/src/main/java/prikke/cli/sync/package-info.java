/**
 * {@code prikke sync} and {@code prikke export}: configuration as code. Files are read here, with where everything stands in them; what
 * is wrong with what they say, and what it takes to have it so, is the server's to tell.
 */
@NullMarked
package prikke.cli.sync;

import org.jspecify.annotations.NullMarked;
