/**
 * The HTTP API under {@code /api/v1}: one class a noun, whose methods decode a request, call a use case and encode its
 * answer, and the mapping between the domain and the records of {@code prikke.core.api}. No rule of the domain, and
 * nothing of the dashboard.
 */
@NullMarked
package prikke.daemon.api;

import org.jspecify.annotations.NullMarked;
