package prikke.daemon.web.runs;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import prikke.core.job.SensitiveHeaders;
import prikke.core.run.Attempt;
import prikke.core.run.AttemptResult;
import prikke.core.run.ErrorCode;
import prikke.daemon.web.Look;
import prikke.daemon.web.Moments;

/**
 * An attempt as its run's page shows it.
 *
 * @param requestHeaders the job's own, credentials masked, and those that Prikke added
 * @param body what was answered, or null where nothing was
 */
public record AttemptView(Attempt attempt, Map<String, String> requestHeaders, Map<String, String> headers, @Nullable Body body) {

    public static AttemptView of(Attempt attempt) {
        AttemptResult r = attempt.result();
        Map<String, String> sent = new LinkedHashMap<>(SensitiveHeaders.masked(attempt.call().headers()));
        sent.putAll(attempt.addedHeaders());
        byte[] body = r.responseBody();
        return new AttemptView(
                attempt, sent, SensitiveHeaders.masked(r.responseHeaders()), body == null || body.length == 0 ? null : Body.of(body, r.truncated()));
    }

    public AttemptResult result() {
        return attempt.result();
    }

    public Look look() {
        return Look.of(result().status());
    }

    public String took() {
        return result().durationMs() == null ? "–" : Moments.took(result().durationMs());
    }

    /** What may help against the error; null where there is none, or nothing to say. */
    public @Nullable String advice() {
        ErrorCode code = result().errorCode();
        return code == null ? null : advice(code);
    }

    private static @Nullable String advice(ErrorCode code) {
        return switch (code) {
            case DNS -> "Check the host name, and that this machine can resolve it.";
            case CONNECT_REFUSED -> "Nothing listens there: check the port, and that the service runs.";
            case CONNECT_TIMEOUT -> "No connection came about: check firewalls, and that the host is up.";
            case TLS -> "Check that the certificate is valid for this host and not expired.";
            case TIMEOUT -> "The target took longer than the job's timeout. Raise it, or have the target answer first and work afterwards.";
            case EGRESS_DENIED -> "The egress policy of this instance forbids the address. Its administrator can allow it.";
            case RESET -> "The connection broke before the answer was whole. The target's log may tell more.";
            case RESPONSE_TOO_LARGE -> "The answer's head is too large.";
            case ASSERTION_FAILED -> "The answer came, and is not as the job expects it.";
            case HTTP_STATUS -> null;
            case CREDENTIALS_UNREADABLE -> "Edit the job and give the header its value again.";
        };
    }

    /** From when it was claimed to when its request was begun; null where one of them is not known. */
    public @Nullable Duration held() {
        return result().claimedAt() == null || result().sentAt() == null ? null : Duration.between(result().claimedAt(), result().sentAt());
    }
}
