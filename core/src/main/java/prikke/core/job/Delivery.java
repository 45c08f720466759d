package prikke.core.job;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import prikke.core.db.JsonText;

/**
 * What a job calls and how: everything that an execution keeps of its job.
 *
 * @param timeout a deadline on the whole exchange, from connecting to the last byte of the body
 * @param expectedStatus as the user wrote it; see {@link Expectations}
 * @param expectedBody likewise
 */
public record Delivery(
        HttpCall call,
        Duration timeout,
        RetryPolicy retry,
        @Nullable String expectedStatus,
        @Nullable String expectedBody,
        boolean followRedirects) {

    /** From its columns, as {@code job_revisions} holds them. */
    public static Delivery stored(
            String method,
            String url,
            String headers,
            byte @Nullable [] body,
            long timeoutMs,
            int retries,
            String backoff,
            long retryDelayMs,
            long maxRetryDelayMs,
            @Nullable String expectedStatus,
            @Nullable String expectedBody,
            boolean followRedirects) {
        return new Delivery(
                new HttpCall(method, url, JsonText.map(headers), body),
                Duration.ofMillis(timeoutMs),
                new RetryPolicy(
                        retries,
                        Backoff.valueOf(backoff.toUpperCase(Locale.ROOT)),
                        Duration.ofMillis(retryDelayMs),
                        Duration.ofMillis(maxRetryDelayMs)),
                expectedStatus,
                expectedBody,
                followRedirects);
    }

    /** The same with another request. */
    Delivery with(HttpCall other) {
        return new Delivery(other, timeout, retry, expectedStatus, expectedBody, followRedirects);
    }

    /** About how many bytes of memory it takes up. */
    public int weight() {
        return call.weight() + (expectedBody == null ? 0 : expectedBody.length());
    }
}
