package prikke.core.api;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP exchange made for an execution.
 *
 * @param number from 1
 * @param status {@code running}, {@code success}, {@code failed}, {@code timeout} or {@code lost}
 * @param responseBody the first 256 KiB of the answer, as text or, where {@code responseBodyEncoding} says so, in Base64
 * @param responseBodyEncoding {@code utf-8} or {@code base64}
 * @param responseTruncated whether the answer was longer than what is kept
 * @param request the request as it was sent; credentials masked
 */
public record AttemptResponse(
        int number,
        String status,
        @Nullable String node,
        @Nullable Instant claimedAt,
        @Nullable Instant sentAt,
        @Nullable Instant answeredAt,
        @Nullable Long durationMs,
        @Nullable Integer statusCode,
        @Nullable String errorCode,
        @Nullable String errorMessage,
        @Nullable Map<String, String> responseHeaders,
        @Nullable String responseBody,
        @Nullable String responseBodyEncoding,
        boolean responseTruncated,
        Request request) {

    /** What went to the target. */
    public record Request(String method, String url, Map<String, String> headers, @Nullable String body) {}
}
