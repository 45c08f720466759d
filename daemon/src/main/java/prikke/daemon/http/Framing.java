package prikke.daemon.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests whose end could be read in two ways: a proxy in front that read it in the other would take what follows for the
 * next request, perhaps another client's (request smuggling; RFC 9112, 6.3). Helidon takes most of them as they come.
 */
final class Framing implements Filter {
    /** More than any client sends, and less than would be a burden. */
    private static final int MOST_HEADERS = 100;

    private static final Pattern LENGTH = Pattern.compile("\\d{1,15}");

    /** Why a request is refused. */
    private record Refusal(int status, String why) {}

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        Refusal refusal = refusal(request.headers());
        if (refusal == null) {
            chain.proceed();
            return;
        }
        response.header(HeaderValues.CONNECTION_CLOSE);
        String detail = "The request is not taken. " + refusal.why();
        Replies.send(request, response, Problems.of(refusal.status(), detail, RequestLog.idOf(response)));
    }

    private static @Nullable Refusal refusal(ServerRequestHeaders headers) {
        List<String> codings = headers.values(HeaderNames.TRANSFER_ENCODING);
        List<String> lengths = headers.values(HeaderNames.CONTENT_LENGTH);
        if (headers.size() > MOST_HEADERS) return new Refusal(431, "It has more than " + MOST_HEADERS + " headers.");
        if (headers.stream().anyMatch(header -> header.name().isBlank())) return new Refusal(400, "It has a header without a name.");
        if (!codings.isEmpty() && !codings.equals(List.of("chunked"))) {
            return new Refusal(400, "The only Transfer-Encoding taken is chunked.");
        }
        if (!codings.isEmpty() && !lengths.isEmpty()) return new Refusal(400, "It has both a Content-Length and a Transfer-Encoding.");
        if (lengths.size() > 1) return new Refusal(400, "It has more than one Content-Length.");
        if (!lengths.isEmpty() && !LENGTH.matcher(lengths.getFirst()).matches()) return new Refusal(400, "Its Content-Length is not a number.");
        return null;
    }
}
