/**
 * Measurements of the packed distribution, a real daemon process on H2 or on a durable PostgreSQL. Not tests: nothing here judges a
 * figure. Run through {@code scripts/bench}.
 */
@NullMarked
package prikke.bench;

import org.jspecify.annotations.NullMarked;
