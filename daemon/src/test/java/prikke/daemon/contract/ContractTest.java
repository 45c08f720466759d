package prikke.daemon.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import prikke.core.api.Exchange;
import prikke.daemon.TestDaemon;
import prikke.daemon.openapi.ApiDocument;

/** The API's description: complete, right in itself, and a strict judge. */
@ExtendWith(TestDaemon.Shared.class)
class ContractTest {
    private static final JsonNode DOCUMENT = new ApiDocument().tree();
    private static final String QUEUE = "{\"name\":\"q\",\"concurrency\":1,\"rate\":null,\"paused\":false,\"waiting\":0,\"running\":0}";

    private final Contract contract = Contract.ofThisApi();

    @Test
    void every_route_is_described_and_every_described_route_is_there(TestDaemon daemon) {
        List<String> described = contract.operations().all().stream().map(Operations.Operation::toString).toList();

        assertThat(described).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(daemon.routes().stream()
                .filter(route -> route.contains(" /api/v1/") || route.matches("GET /(health/.*|version|metrics)"))
                // The one route by that name; with other methods it is an ordinary job's.
                .filter(route -> !route.contains("{job:batch}") || route.startsWith("POST"))
                .map(route -> route.replace("{job:batch}", "batch"))
                .toList());
    }

    @Test
    void it_is_served_to_anybody_as_yaml_and_as_json(TestDaemon daemon) {
        assertThat(daemon.nobody().get("/openapi.json").is(200).json()).isEqualTo(DOCUMENT);
        assertThat(daemon.nobody().get("/openapi.yaml").is(200)).satisfies(reply -> {
            assertThat(reply.header("Content-Type")).startsWith("application/yaml");
            assertThat(reply.text()).startsWith("openapi: 3.1.1\n").contains("\n  /api/v1/jobs/{job}:\n");
        });
    }

    @Test
    void nothing_of_the_short_forms_is_left_and_all_that_is_referred_to_is_there() {
        assertThat(DOCUMENT.findValuesAsText("$ref")).isNotEmpty().allSatisfy(
                ref -> assertThat(DOCUMENT.at(ref.substring(1)).isMissingNode()).as(ref).isFalse());
        assertThat(DOCUMENT.findValuesAsText("type")).noneMatch(type -> type.endsWith("?"));
        assertThat(DOCUMENT.findValuesAsText("operationId")).doesNotHaveDuplicates().hasSameSizeAs(contract.operations().all());
    }

    static Stream<String> schemas() {
        return Stream.of(DOCUMENT.at("/components/schemas")).flatMap(schemas -> {
            List<String> names = new ArrayList<>();
            schemas.fieldNames().forEachRemaining(names::add);
            return names.stream();
        });
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void examples_are_what_they_are_an_example_of(String name) {
        List<String> where = List.of("components", "schemas", name);
        for (JsonNode example : DOCUMENT.at("/components/schemas").path(name).path("examples")) {
            assertThat(contract.bodies().faults("", where, example)).as(name + ": " + example).isEmpty();
        }
    }

    @Test
    void what_is_as_described_is_let_pass() {
        assertThat(contract.faults(asked("GET", "/queues/q", 200, QUEUE))).isEmpty();
        assertThat(contract.faults(asked("GET", "/nowhere", 404, "{}"))).isEmpty();
    }

    @Test
    void a_route_a_status_a_field_or_a_header_that_is_not_described_is_told() {
        assertThat(contract.faults(asked("GET", "/nowhere", 200, "{}"))).singleElement().asString().contains("route");
        assertThat(contract.faults(asked("GET", "/queues/q", 206, QUEUE))).singleElement().asString().contains("status 206");
        assertThat(contract.faults(asked("GET", "/queues/q", 200, QUEUE.replace("\"name\"", "\"nom\""))))
                .anyMatch(fault -> fault.contains("nom")).anyMatch(fault -> fault.contains("name"));
        assertThat(contract.faults(asked("GET", "/queues/q", 200, QUEUE.replace("\"q\"", "7")))).singleElement().asString().contains("name");
        assertThat(contract.faults(asked("GET", "/queues/q?colour=red", 200, QUEUE))).singleElement().asString().contains("colour");
        assertThat(contract.faults(asked("GET", "/queues?limit=1000", 200, "{\"data\":[],\"next_cursor\":null}")))
                .singleElement().asString().contains("limit");
        assertThat(contract.faults(exchange("GET", "/queues/q", null, 200, QUEUE, "ETag", "\"1\""))).singleElement().asString().contains("etag");
        assertThat(contract.faults(exchange("PUT", "/queues/q", "{\"concurency\":2}", 200, QUEUE))).singleElement().asString().contains("concurency");
        assertThat(contract.faults(exchange("PUT", "/queues/q", "{\"concurrency\":0}", 200, QUEUE))).singleElement().asString().contains("concurrency");
    }

    @Test
    void a_problem_has_a_code_that_is_described_for_the_route() {
        String problem = "{\"type\":\"about:blank\",\"title\":\"Conflict\",\"status\":409,\"detail\":\"x\",\"code\":\"%s\",\"request_id\":\"1\"}";

        assertThat(contract.faults(asked("POST", "/executions/1/cancel", 409, problem.formatted("ended")))).isEmpty();
        assertThat(contract.faults(asked("POST", "/executions/1/cancel", 409, problem.formatted("key_taken"))))
                .singleElement().asString().contains("code");
    }

    @Test
    void a_request_that_was_refused_may_have_been_anything() {
        String problem = "{\"type\":\"about:blank\",\"title\":\"x\",\"status\":422,\"detail\":\"x\",\"code\":\"invalid\",\"request_id\":\"1\","
                + "\"errors\":[{\"field\":\"concurency\",\"code\":\"unknown_field\",\"message\":\"x\"}]}";

        assertThat(contract.faults(exchange("PUT", "/queues/q", "{\"concurency\":2}", 422, problem))).isEmpty();
    }

    private static Exchange asked(String method, String path, int status, String answer) {
        return exchange(method, path, null, status, answer);
    }

    private static Exchange exchange(String method, String path, @Nullable String sent, int status, String answer, String... headers) {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.put("Content-Type", status < 400 ? "application/json" : "application/problem+json");
        all.put("Prikke-Request-Id", "1");
        for (int i = 0; i < headers.length; i += 2) all.put(headers[i], headers[i + 1]);
        return new Exchange(method, URI.create("http://127.0.0.1/api/v1" + path), Map.of("Content-Type", "application/json"), sent, status, all, answer, 1);
    }
}
