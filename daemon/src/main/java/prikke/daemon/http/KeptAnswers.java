package prikke.daemon.http;

import java.time.Duration;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import prikke.core.account.Buckets;
import prikke.core.idempotency.Kept;

/**
 * Which answers are kept to be given again: none with a secret, none that is too large, and of large ones only so much at a time for
 * each scope, lest a request of a few bytes fill the disk with its answer again and again.
 */
final class KeptAnswers {
    private static final int MOST_BYTES = 2 * 1024 * 1024;

    /** Those up to here are about as large as what else is written for a request. */
    private static final int LARGE_BYTES = 4 * 1024;

    private static final int KIBIBYTE = 1024;
    private static final Buckets.Rate KIBIBYTES = Buckets.Rate.of(64 * 1024, Duration.ofHours(1));
    private static final int MOST_SCOPES = 20_000;

    private final Buckets large;

    /** @param ticker nanoseconds since whenever, never going back */
    KeptAnswers(LongSupplier ticker) {
        large = new Buckets(KIBIBYTES, MOST_SCOPES, ticker);
    }

    /** The answer as it is to be kept, or null where it is not. */
    @Nullable Kept of(UUID scope, Answer answer) {
        byte[] body = answer.body() instanceof Replies.Encoded encoded ? encoded.json() : null;
        return answer.secret() || !isKept(scope, body == null ? 0 : body.length) ? null : new Kept(answer.status(), answer.version(), body);
    }

    private boolean isKept(UUID scope, int bytes) {
        if (bytes > MOST_BYTES) return false;
        return bytes <= LARGE_BYTES || large.take(scope.toString(), bytes / KIBIBYTE).allowed();
    }
}
