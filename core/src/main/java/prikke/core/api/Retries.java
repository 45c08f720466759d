package prikke.core.api;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Sends a request again that the server will carry out once: when it asked for that, and when the connection broke. */
final class Retries {
    private static final int MOST_TRIES = 3;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final Duration SHORT_WAIT = Duration.ofMillis(200);

    private final Supplier<Transport.Response> request;

    /** @param request sends it, always under the same key */
    Retries(Supplier<Transport.Response> request) {
        this.request = request;
    }

    /** An Idempotency-Key that nobody has used. It keeps no secret: a generator that costs nothing to start will do. */
    static String key() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return Long.toHexString(System.nanoTime()) + "-" + Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
    }

    Transport.Response response() {
        for (int tries = 1; ; tries++) {
            Duration wait;
            try {
                return request.get();
            } catch (ApiException e) {
                wait = waitAfter(e);
                if (wait == null || tries == MOST_TRIES) throw e;
            } catch (UnreachableException e) {
                if (!broke(e) || tries == MOST_TRIES) throw e;
                wait = SHORT_WAIT;
            }
            pause(wait);
        }
    }

    /** How long to wait before another try, or null where there is to be none. */
    private static @Nullable Duration waitAfter(ApiException refusal) {
        if (refusal.problem().code().equals("idempotency_in_flight")) return SHORT_WAIT;
        int status = refusal.problem().status();
        Duration asked = refusal.retryAfter();
        boolean soon = asked != null && asked.compareTo(LONGEST_WAIT) <= 0;
        return soon && (status == 429 || status == 503) ? asked : null;
    }

    /** Whether a connection was there and ended; what never came about won't in a moment either. */
    private static boolean broke(UnreachableException failure) {
        return switch (failure.getCause()) {
            case ConnectException _, UnknownHostException _, SocketTimeoutException _, SSLException _ -> false;
            case null, default -> true;
        };
    }

    private static void pause(Duration wait) {
        try {
            Thread.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting to try again", e);
        }
    }

    /** The seconds of a {@code Retry-After}; null where it is absent, or a date. */
    static @Nullable Duration parse(@Nullable String retryAfter) {
        return retryAfter != null && retryAfter.matches("\\d{1,6}") ? Duration.ofSeconds(Long.parseLong(retryAfter)) : null;
    }
}
