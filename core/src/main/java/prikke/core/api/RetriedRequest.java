package prikke.core.api;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** A request that is sent as often as it takes and {@link Retries} allow. */
final class RetriedRequest {
    private final Retries retries;
    private final Consumer<Duration> pause;

    RetriedRequest(Retries retries) {
        this(retries, RetriedRequest::sleep);
    }

    /** @param pause waits as long as it is told */
    RetriedRequest(Retries retries, Consumer<Duration> pause) {
        this.retries = retries;
        this.pause = pause;
    }

    /** An Idempotency-Key that nobody has used. It keeps no secret: a generator that costs nothing to start will do. */
    static String key() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return Long.toHexString(System.nanoTime()) + "-" + Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
    }

    /**
     * @param send sends it, each time alike
     * @param harmless whether it may be carried out twice, and so be sent again when it is not known whether it was
     */
    Transport.Response response(Supplier<Transport.Response> send, boolean harmless) {
        for (int tries = 1; ; tries++) {
            Duration wait;
            try {
                return send.get();
            } catch (ApiException e) {
                wait = retries.waitAfter(e);
                if (wait == null || tries == retries.tries()) throw e;
            } catch (UnreachableException e) {
                if (!harmless || !broke(e) || tries == retries.tries()) throw e;
                wait = retries.waitAfterBreak();
            }
            pause.accept(wait);
        }
    }

    /** Whether a connection was there and ended; what never came about won't in a moment either. */
    private static boolean broke(UnreachableException failure) {
        return switch (failure.getCause()) {
            case ConnectException _, UnknownHostException _, SocketTimeoutException _, SSLException _ -> false;
            case null, default -> true;
        };
    }

    private static void sleep(Duration wait) {
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
