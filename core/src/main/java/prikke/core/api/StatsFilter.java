package prikke.core.api;

import org.jspecify.annotations.Nullable;

/**
 * Which figures to ask for. Null leaves it to the server.
 *
 * @param since an RFC 3339 instant, or a duration back from now ({@code 7d}); 24 hours unless given
 * @param until the same; now unless given
 * @param job a job's id or key
 * @param by {@code hour}, {@code day} or {@code job}
 * @param limit of how many jobs, the busiest; 50 unless given, 200 at the most
 */
public record StatsFilter(
        @Nullable String since,
        @Nullable String until,
        @Nullable String job,
        @Nullable String by,
        @Nullable Integer limit) {}
