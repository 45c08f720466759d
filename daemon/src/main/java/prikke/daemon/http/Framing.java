package prikke.daemon.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Refuses requests whose end could be read in two ways: a proxy in front that read it in the other would take what follows for the
 * next request, perhaps another client's (request smuggling; RFC 9112, 6.3). Helidon takes most of them as they come.
 */
final class Framing implements Filter {
    /** More than any client sends, and less than would be a burden. */
    private static final int MOST_HEADERS = 100;

    private static final Pattern LENGTH = Pattern.compile("\\d{1,15}");

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        ServerRequestHeaders headers = request.headers();
        List<String> codings = headers.values(HeaderNames.TRANSFER_ENCODING);
        List<String> lengths = headers.values(HeaderNames.CONTENT_LENGTH);
        if (headers.size() > MOST_HEADERS) refuse(431, "It has more than " + MOST_HEADERS + " headers.");
        if (!codings.isEmpty() && !codings.equals(List.of("chunked"))) refuse(400, "The only Transfer-Encoding taken is chunked.");
        if (!codings.isEmpty() && !lengths.isEmpty()) refuse(400, "It has both a Content-Length and a Transfer-Encoding.");
        if (lengths.size() > 1) refuse(400, "It has more than one Content-Length.");
        if (!lengths.isEmpty() && !LENGTH.matcher(lengths.getFirst()).matches()) refuse(400, "Its Content-Length is not a number.");
        chain.proceed();
    }

    private static void refuse(int status, String why) {
        throw new RefusedBodyException(status, "The request is not taken. " + why, true);
    }
}
