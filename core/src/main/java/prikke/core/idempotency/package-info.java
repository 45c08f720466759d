/**
 * Requests that are repeated under an {@code Idempotency-Key}: what was asked and what was answered, for a day. Knows neither HTTP nor
 * what the requests are about.
 */
@NullMarked
package prikke.core.idempotency;

import org.jspecify.annotations.NullMarked;
