package prikke.daemon.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import prikke.core.Uuid7;
import prikke.core.api.Paths;

/**
 * Gives every request an id, which its answer carries, counts it, and writes one line about it. Queries are left out: they may
 * hold secrets.
 */
final class RequestLog implements Filter {
    static final HeaderName REQUEST_ID = HeaderNames.create(Paths.REQUEST_ID_HEADER);
    private static final Logger LOG = LoggerFactory.getLogger(RequestLog.class);
    private static final Pattern INVITE = Pattern.compile("(?i)(/invites?[/;]+)[^/;]+");

    /** Most of a token, or all of it, wherever somebody's mistake has put it. */
    private static final Pattern SECRET = Pattern.compile("(p[iu]_|sk_live_|whsec_)[A-Za-z0-9_+=-]{24,}");

    /** A character that was escaped, and the escape perhaps again. */
    private static final Pattern ESCAPE = Pattern.compile("%(?:25)*([2-7][0-9A-Fa-f])");

    /** Those that mean the same unescaped (RFC 3986, 2.3). */
    private static final Pattern UNRESERVED = Pattern.compile("[A-Za-z0-9._~-]");

    private final InstantSource clock;
    private final Proxies proxies;
    private final Traffic traffic;

    RequestLog(InstantSource clock, Proxies proxies, Traffic traffic) {
        this.clock = clock;
        this.proxies = proxies;
        this.traffic = traffic;
    }

    /** The id that this filter gave to the request of the given response. */
    static String idOf(ServerResponse response) {
        return response.headers().first(REQUEST_ID).orElse("-");
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        long from = System.nanoTime();
        response.header(REQUEST_ID, newId());
        try {
            chain.proceed();
        } finally {
            boolean streamed = response.headers().first(HeaderNames.CONTENT_TYPE).orElse("").equals(Sse.TYPE);
            Duration took = Duration.ofNanos(System.nanoTime() - from);
            traffic.answered(request.prologue().method().text(), response.status().code(), took, streamed);
            log(
                    request.prologue().method().text(),
                    request.prologue().uriPath().rawPath(),
                    proxies.address(request),
                    response.status().code(),
                    took.toNanos(),
                    idOf(response));
        }
    }

    /** A path without the tokens in it: an invitation's holds one, and others may by mistake. */
    static String shown(String path) {
        String plain = ESCAPE.matcher(path).replaceAll(RequestLog::unescaped);
        return SECRET.matcher(INVITE.matcher(plain).replaceAll("$1…")).replaceAll("$1…");
    }

    private static String unescaped(MatchResult escape) {
        String character = Character.toString(Integer.parseInt(escape.group(1), 16));
        return UNRESERVED.matcher(character).matches() ? character : escape.group();
    }

    String newId() {
        return Uuid7.random(clock.instant()).toString();
    }

    void log(String method, String path, String address, int status, long nanos, String id) {
        LOG.info(
                "event=request method={} path={} from={} status={} ms={} id={}",
                method,
                shown(path),
                address,
                status,
                TimeUnit.NANOSECONDS.toMillis(nanos),
                id);
    }
}
