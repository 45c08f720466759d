package prikke.daemon.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import prikke.core.api.Exchange;
import prikke.core.api.Json;

/** A request that was taken, which has to be one that the description allows. */
final class SentRequest {
    private static final Set<String> MEANT = Set.of("if-match", "if-none-match", "prikke-org", "idempotency-key", "last-event-id");

    private final Exchange exchange;
    private final Operations.Operation operation;
    private final Bodies bodies;

    SentRequest(Exchange exchange, Operations.Operation operation, Bodies bodies) {
        this.exchange = exchange;
        this.operation = operation;
        this.bodies = bodies;
    }

    List<String> faults() {
        List<String> faults = new ArrayList<>();
        query(faults);
        headers(faults);
        body(faults);
        return faults;
    }

    private void query(List<String> faults) {
        String query = exchange.uri().getRawQuery();
        if (query == null || query.isEmpty()) return;
        Map<String, JsonNode> described = Parameters.in("query", operation);
        for (String pair : query.split("&")) {
            String[] parts = pair.split("=", 2);
            JsonNode parameter = described.get(URLDecoder.decode(parts[0], UTF_8));
            if (parameter == null) faults.add("the parameter " + parts[0] + " was taken and is not described");
            else if (parts.length == 2 && !parts[1].isEmpty()) faults.addAll(Parameters.faults(parameter, URLDecoder.decode(parts[1], UTF_8), operation.document()));
        }
    }

    private void headers(List<String> faults) {
        Map<String, JsonNode> described = Parameters.in("header", operation);
        for (String name : exchange.requestHeaders().keySet()) {
            String lower = name.toLowerCase(Locale.ROOT);
            // Whoever works in an organization says so with each request, and what has none does not listen.
            if (MEANT.contains(lower) && !lower.equals("prikke-org") && !described.containsKey(lower)) {
                faults.add("the header " + name + " was sent to what is not described to take it");
            }
        }
    }

    private void body(List<String> faults) {
        String sent = exchange.sent();
        if (sent == null || sent.isEmpty()) return;
        String type = Contract.mediaType(exchange.requestHeaders());
        JsonNode content = operation.json().path("requestBody").path("content");
        if (content.isMissingNode() || type.contains("form") || refusedInPart()) return;
        faults.addAll(bodies.faults("the request's ", operation.schemaOfBody("application/json"), sent));
    }

    /** Of many things in one request some may have been refused, and been anything. */
    private boolean refusedInPart() {
        try {
            return Json.mapper().readTree(exchange.answer()).path("refused").asInt() > 0;
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
