package prikke.daemon.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import prikke.core.api.Exchange;
import prikke.core.api.Problem;
import prikke.daemon.openapi.ApiDocument;

/**
 * The API's description as a judge of what goes over the wire. An answer must be as it says, whatever was sent; a request must be where
 * it was taken, and may be anything where it was refused. Made once: what it costs is to compile the schemas.
 */
public final class Contract {
    private static final Contract INSTANCE = new Contract(new ApiDocument().tree().deepCopy());

    /** What the server refuses before it looks for a route, or because of how much there is. */
    private static final Set<Integer> BEFORE_ROUTES = Set.of(400, 404, 413, 429, 431, 501, 503);

    private final Operations operations;
    private final Bodies bodies;
    private final Coverage coverage;

    private Contract(ObjectNode document) {
        operations = new Operations(document);
        bodies = new Bodies(document);
        coverage = new Coverage(operations);
    }

    /** The one that all tests of this JVM share. */
    public static Contract ofThisApi() {
        return INSTANCE;
    }

    /** What the tests have made use of. */
    public Coverage coverage() {
        return coverage;
    }

    Operations operations() {
        return operations;
    }

    Bodies bodies() {
        return bodies;
    }

    /**
     * Holds an exchange against the description.
     *
     * @throws AssertionError naming all that is not as described
     */
    public void check(Exchange exchange) {
        List<String> faults = faults(exchange);
        if (faults.isEmpty()) return;
        throw new AssertionError("""
                %s, answered with %d, is not as the API's description (daemon/src/main/resources/prikke/daemon/openapi) has it:
                - %s
                Sent: %s
                Answered: %s""".formatted(exchange.method() + " " + exchange.uri(), exchange.status(), String.join("\n- ", faults), exchange.sent(),
                        exchange.answer()));
    }

    List<String> faults(Exchange exchange) {
        URI uri = exchange.uri();
        if (!operations.covers(uri.getRawPath())) return List.of();
        Optional<Operations.Operation> found = operations.find(exchange.method(), uri.getRawPath());
        return found.isPresent() ? faults(exchange, found.get()) : faultsOfUnknown(exchange);
    }

    private List<String> faultsOfUnknown(Exchange exchange) {
        boolean knownPath = operations.knowsPath(exchange.uri().getRawPath());
        if (knownPath && exchange.status() == 405 && exchange.answerHeaders().containsKey("Allow")) return List.of();
        return BEFORE_ROUTES.contains(exchange.status()) ? List.of() : List.of("the route is not described");
    }

    private List<String> faults(Exchange exchange, Operations.Operation operation) {
        List<String> faults = new ArrayList<>();
        JsonNode response = operation.response(exchange.status());
        if (response == null) return List.of("the status " + exchange.status() + " is not described; there are " + operation.statuses());
        coverage.seen(operation, exchange.status());
        faults.addAll(AnswerHeaders.faults(exchange.answerHeaders(), response));
        if (!exchange.method().equals("HEAD")) faults.addAll(body(exchange, operation, response));
        if (exchange.status() < 400) faults.addAll(new SentRequest(exchange, operation, bodies).faults());
        return faults;
    }

    private List<String> body(Exchange exchange, Operations.Operation operation, JsonNode response) {
        JsonNode content = response.path("content");
        if (content.isMissingNode()) return exchange.answer().isEmpty() ? List.of() : List.of("there is a body where none is described");
        String type = mediaType(exchange.answerHeaders());
        if (!content.has(type)) return List.of("the answer is " + type + "; described are " + names(content));
        if (!type.equals("application/json") && !type.equals(Problem.MEDIA_TYPE)) return List.of();
        return bodies.faults("the answer's ", operation.schemaOfAnswer(exchange.status(), type), exchange.answer());
    }

    static String mediaType(Map<String, String> headers) {
        return headers.getOrDefault("Content-Type", "without a type").replaceFirst(";.*", "").strip();
    }

    private static List<String> names(@Nullable JsonNode object) {
        List<String> names = new ArrayList<>();
        if (object != null) object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
