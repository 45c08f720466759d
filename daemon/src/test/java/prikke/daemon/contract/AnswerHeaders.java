package prikke.daemon.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The headers that the API gives a meaning to; what HTTP itself brings along is not described. */
final class AnswerHeaders {
    private static final String REQUEST_ID = "prikke-request-id";
    private static final Set<String> MEANT = Set.of("etag", "retry-after", "www-authenticate", "location", "link", REQUEST_ID);

    private AnswerHeaders() {}

    static List<String> faults(Map<String, String> headers, JsonNode response) {
        List<String> described = new ArrayList<>();
        response.path("headers").fieldNames().forEachRemaining(name -> described.add(name.toLowerCase(Locale.ROOT)));
        List<String> faults = new ArrayList<>();
        List<String> there = headers.keySet().stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        if (!there.contains(REQUEST_ID)) faults.add("the answer has no Prikke-Request-Id");
        there.stream()
                .filter(name -> MEANT.contains(name) || name.startsWith("ratelimit") || name.startsWith("idempotency") || name.startsWith("prikke"))
                .filter(name -> !described.contains(name))
                .forEach(name -> faults.add("the header " + name + " of the answer is not described"));
        return faults;
    }
}
