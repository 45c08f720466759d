package prikke.core.api;

import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a client asks a server: where, in whose name, how long it waits, and how often it tries.
 *
 * @param server the server without a path, such as {@code http://127.0.0.1:7717}
 * @param userAgent who asks, for the server's log and audit entries
 * @param token an API key or a user token, or null to ask without
 * @param org the id of the organization that a user token acts in, or null; a key has one of its own
 * @param timeout how long to wait for a connection, and again for the answer
 * @param trust whose word is taken on the server's certificate
 * @param retries how often a request is sent again that the server is too busy for, or whose connection broke
 * @param observer hears of every exchange, retried ones included, in the thread that asks
 */
public record ApiConnection(
        URI server,
        String userAgent,
        @Nullable String token,
        @Nullable String org,
        Duration timeout,
        Trust trust,
        Retries retries,
        Consumer<Exchange> observer) {

    /** One that trusts whom the platform does. */
    public ApiConnection(URI server, String userAgent, @Nullable String token, @Nullable String org, Duration timeout) {
        this(server, userAgent, token, org, timeout, Trust.PLATFORM);
    }

    /** One with the usual retries. */
    public ApiConnection(
            URI server, String userAgent, @Nullable String token, @Nullable String org, Duration timeout, Trust trust) {
        this(server, userAgent, token, org, timeout, trust, Retries.USUAL, exchange -> {});
    }

    /** An API key's, with a timeout of 30 s and all else as usual. */
    public static ApiConnection of(URI server, String key) {
        return new ApiConnection(server, "prikke-client", key, null, Duration.ofSeconds(30));
    }

    /** The same, trying as often as it says. */
    public ApiConnection retrying(Retries often) {
        return new ApiConnection(server, userAgent, token, org, timeout, trust, often, observer);
    }

    /** The same, with somebody who hears of every exchange. */
    public ApiConnection observedBy(Consumer<Exchange> other) {
        return new ApiConnection(server, userAgent, token, org, timeout, trust, retries, other);
    }

    /** The token stays out of logs. */
    @Override
    public String toString() {
        return "ApiConnection[" + server + (org == null ? "" : ", org " + org) + "]";
    }
}
