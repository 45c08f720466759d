package prikke.daemon.api;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import prikke.core.api.AttemptResponse;
import prikke.core.api.ExecutionResponse;
import prikke.core.job.HttpCall;
import prikke.core.job.SensitiveHeaders;
import prikke.core.run.Attempt;
import prikke.core.run.AttemptResult;
import prikke.core.run.Execution;

/** Executions and attempts as the API shows them. */
final class ExecutionEncoding {
    private ExecutionEncoding() {}

    static ExecutionResponse response(Execution e) {
        return new ExecutionResponse(
                e.id(),
                e.jobId(),
                e.jobKey(),
                e.trigger().text(),
                e.status().text(),
                e.scheduledFor(),
                e.startedAt(),
                e.finishedAt(),
                millis(e.lag()),
                millis(e.duration()),
                e.statusCode(),
                e.errorCode(),
                e.errorMessage(),
                e.attempts(),
                e.maxAttempts(),
                e.nextAttemptAt(),
                e.queue(),
                e.priority(),
                e.replayOf(),
                e.reason());
    }

    static AttemptResponse response(Attempt attempt) {
        AttemptResult r = attempt.result();
        byte[] body = r.responseBody();
        Optional<String> text = body == null ? Optional.empty() : text(body, r.truncated());
        return new AttemptResponse(
                attempt.number(),
                r.status().text(),
                r.node(),
                r.claimedAt(),
                r.sentAt(),
                r.answeredAt(),
                r.durationMs(),
                r.statusCode(),
                r.errorCode() == null ? null : r.errorCode().text(),
                r.errorMessage(),
                SensitiveHeaders.masked(r.responseHeaders()),
                body == null ? null : text.orElseGet(() -> Base64.getEncoder().encodeToString(body)),
                body == null ? null : text.isPresent() ? "utf-8" : "base64",
                r.truncated(),
                request(attempt));
    }

    private static AttemptResponse.Request request(Attempt attempt) {
        HttpCall call = attempt.call();
        Map<String, String> headers = new LinkedHashMap<>(SensitiveHeaders.masked(call.headers()));
        headers.putAll(attempt.addedHeaders());
        byte[] body = call.body();
        return new AttemptResponse.Request(
                call.method(), call.url(), headers, body == null ? null : new String(body, StandardCharsets.UTF_8));
    }

    /** The bytes as text, where they are that; of bytes that were cut short, the last character may be incomplete. */
    private static Optional<String> text(byte[] bytes, boolean cut) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer chars = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), chars, !cut);
        return result.isError() ? Optional.empty() : Optional.of(chars.flip().toString());
    }

    private static @Nullable Long millis(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis();
    }
}
