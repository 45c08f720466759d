/**
 * The HTTP API as records: what is sent, what is answered, problems, paths, and {@code ApiClient}, which is all that the command
 * line knows of the server. Imports no domain type: the daemon maps between these records and the domain.
 *
 * <p>Field names are {@code snake_case} in JSON; instants are RFC 3339 UTC with milliseconds; durations are text, ISO-8601 in
 * answers and either ISO-8601 or the short form ({@code 30s}) in requests.
 */
@NullMarked
package prikke.core.api;

import org.jspecify.annotations.NullMarked;
