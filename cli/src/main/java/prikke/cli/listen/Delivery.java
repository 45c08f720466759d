package prikke.cli.listen;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One request that came in.
 *
 * @param lateMs from {@code Prikke-Scheduled-For} to its arrival, in milliseconds; null where it does not say
 * @param signature {@code ok}, {@code BAD}, {@code unsigned} or {@code unchecked}
 */
record Delivery(
        Instant receivedAt,
        String method,
        String path,
        @Nullable String jobKey,
        @Nullable String executionId,
        @Nullable String attempt,
        @Nullable Long lateMs,
        String signature) {}
