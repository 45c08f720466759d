package prikke.daemon.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import prikke.core.ProblemException;
import prikke.core.account.Buckets;
import prikke.core.account.Identity;
import prikke.core.account.Network;
import prikke.core.account.Throttle;

/**
 * Holds requests to a rate, and tells how much is left (the IETF's draft on RateLimit header fields): before it is known who asks, by
 * the address; after that, by the key or user. In the memory of each node, so that a cluster of N nodes lets N times as much through.
 * What operators ask, such as the daemon's health, is not counted. A token that was right lately spares its address only where it is
 * looked at: it is no pass for signing in and for pages.
 */
final class RateLimits implements Filter {
    static final HeaderName POLICY = HeaderNames.create("RateLimit-Policy");
    static final HeaderName LEFT = HeaderNames.create("RateLimit");

    private static final int MOST_NAMES = 50_000;

    private final @Nullable Buckets callers;
    private final @Nullable Buckets addresses;
    private final Throttle throttle;
    private final Proxies proxies;

    RateLimits(RateSettings settings, Throttle throttle, Proxies proxies, LongSupplier ticker) {
        this.callers = buckets(settings.perCaller(), ticker);
        this.addresses = buckets(settings.perAddress(), ticker);
        this.throttle = throttle;
        this.proxies = proxies;
    }

    private static @Nullable Buckets buckets(Buckets.@Nullable Rate rate, LongSupplier ticker) {
        return rate == null ? null : new Buckets(rate, MOST_NAMES, ticker);
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        if (addresses != null && counts(request)) {
            try {
                charge(addresses, "address", Network.of(proxies.address(request)), response);
            } catch (ProblemException e) {
                Replies.send(request, response, e);
                return;
            }
        }
        chain.proceed();
    }

    /** A token that proved right from that address a while ago will be counted by whose it is, where it is asked for at all. */
    private boolean counts(RoutingRequest request) {
        String path = Area.path(request);
        if (Area.isForOperators(path)) return false;
        if (!Area.needsCredentials(path)) return true;
        String token = Authenticator.bearer(request.headers());
        return token == null || !throttle.proved(token, proxies.address(request));
    }

    /**
     * Counts a request of a caller.
     *
     * @throws ProblemException rate_limited
     */
    void charge(Identity identity, ServerResponse response) {
        if (callers == null) return;
        switch (identity) {
            case Identity.Key key -> charge(callers, "key", key.key().id().toString(), response);
            case Identity.User user -> charge(callers, "user", user.id().toString(), response);
        }
    }

    private static void charge(Buckets buckets, String policy, String name, ServerResponse response) {
        Buckets.Rate rate = buckets.rate();
        Buckets.Taken taken = buckets.take(name);
        long window = seconds(rate.refill().multipliedBy(rate.burst()));
        long full = seconds(rate.refill().multipliedBy(rate.burst() - taken.remaining()));
        response.header(POLICY, "\"" + policy + "\";q=" + rate.burst() + ";w=" + window);
        response.header(LEFT, "\"" + policy + "\";r=" + taken.remaining() + ";t=" + full);
        if (taken.allowed()) return;
        throw ProblemException.tooMany(
                "rate_limited", "Too many requests: " + rate.burst() + " in " + window + " s are taken of one " + policy
                        + ". Wait as long as Retry-After says.", taken.next());
    }

    /** Up to the next whole one, as these headers count. */
    private static long seconds(Duration time) {
        return time.plusNanos(999_999_999).toSeconds();
    }
}
