package prikke.core.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import prikke.core.run.ErrorCode;

/** What came of calling a target. Whether that is a success is {@link Verdict}'s to say. */
sealed interface Outcome {
    Instant sentAt();

    Instant answeredAt();

    Duration duration();

    /**
     * The target answered.
     *
     * @param headers by name in small letters; several values of a name are joined; see {@link AnswerHead#of} for what is kept of very many
     * @param body its first 256 KiB
     * @param truncated whether there was more
     */
    record Answered(int status, Map<String, String> headers, byte[] body, boolean truncated, Instant sentAt, Instant answeredAt, Duration duration)
            implements Outcome {}

    /**
     * There is no whole answer.
     *
     * @param message in plain words
     * @param status what had come of one already, if anything; likewise headers and body
     */
    record Broken(
            ErrorCode code,
            String message,
            @Nullable Integer status,
            Map<String, String> headers,
            byte @Nullable [] body,
            Instant sentAt,
            Instant answeredAt,
            Duration duration)
            implements Outcome {}
}
