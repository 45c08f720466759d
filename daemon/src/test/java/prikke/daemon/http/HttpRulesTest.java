package prikke.daemon.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import prikke.daemon.TestClient;
import prikke.daemon.TestClient.Reply;
import prikke.daemon.TestDaemon;

/** What holds for every route. */
@ExtendWith(TestDaemon.Shared.class)
class HttpRulesTest {
    private final TestDaemon daemon;
    private TestClient client;

    HttpRulesTest(TestDaemon daemon) {
        this.daemon = daemon;
        this.client = daemon.nobody();
    }

    @BeforeEach
    void register() {
        client = daemon.newUser();
    }

    @Test
    void every_answer_has_a_request_id_of_its_own() {
        String first = client.get("/me").is(200).header("Prikke-Request-Id");
        String second = client.get("/me").header("Prikke-Request-Id");

        assertThat(first).isNotBlank().isNotEqualTo(second);
    }

    @Test
    void answers_are_not_kept_by_anyone_in_between() {
        assertThat(client.get("/me").header("Cache-Control")).isEqualTo("no-store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/me", "//version", "/nowhere", "/jobs?limit=x"})
    void every_answer_tells_browsers_to_do_nothing_with_it(String path) {
        Reply reply = client.get(path);

        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(reply.header("Content-Security-Policy")).isEqualTo("default-src 'none'; frame-ancestors 'none'");
        assertThat(reply.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(reply.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        assertThat(reply.header("Strict-Transport-Security")).as("only where there is TLS").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"//nowhere", "/nowhere", "/jobs/a/b", "//api/v2/jobs", "/me/"})
    void a_path_that_leads_nowhere_is_404(String path) {
        client.get(path).isProblem(404, "not_found");
    }

    @ParameterizedTest
    @CsvSource({
        "PATCH, /jobs, 'GET, POST, HEAD'",
        "POST, /jobs/x, 'GET, PUT, PATCH, DELETE, HEAD'",
        "GET, /auth/login, POST",
        "DELETE, //version, 'GET, HEAD'",
        "OPTIONS, /keys/x, DELETE"
    })
    void another_method_is_405_and_told_which_are_allowed(String method, String path, String allowed) {
        Reply reply = client.send(method, path, Map.of()).isProblem(405, "method_not_allowed");

        assertThat(reply.header("Allow")).isEqualTo(allowed);
    }

    @Test
    void head_answers_as_get_does_without_the_body() {
        Reply reply = client.send("HEAD", "//version", Map.of()).is(200);

        assertThat(reply.text()).isEmpty();
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "{",
                "{\"url\":}",
                "{} {}",
                "{'url':1}",
                "[]",
                "\"text\"",
                "1",
                "null",
                "{\"url\":\"a\",\"url\":\"b\"}",
                "{\"a\":NaN}"
            })
    void what_is_not_one_json_object_is_400(String body) {
        client.post("/jobs", body).isProblem(400, "malformed_json");
    }

    @Test
    void an_empty_body_is_400_where_one_is_needed() {
        client.post("/jobs").isProblem(400, "malformed_json");
    }

    @Test
    void endless_numbers_and_nesting_are_400() {
        client.post("/jobs", "{\"retries\":" + "9".repeat(1000) + "}").isProblem(400, "malformed_json");
        client.post("/jobs", "{\"headers\":" + "[".repeat(100_000) + "}").isProblem(400, "malformed_json");
        client.post("/jobs", "{\"retries\":1e999999999}").isProblem(422, "invalid");
    }

    @Test
    void bytes_that_are_no_text_are_400() {
        byte[] latin1 = "{\"name\":\"Kjøtt\"}".getBytes(StandardCharsets.ISO_8859_1);

        client.send("POST", "/jobs", BodyPublishers.ofByteArray(latin1), Map.of())
                .isProblem(400, "malformed_json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "application/x-www-form-urlencoded", "application/json; charset=iso-8859-1", "json", ";"
            })
    void another_media_type_is_415(String type) {
        client.send("POST", "/jobs", "{}", Map.of("Content-Type", type)).isProblem(415, "unsupported_media_type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json; charset=UTF-8", "Application/JSON", "application/merge-patch+json"})
    void json_by_its_other_names_is_taken(String type) {
        client.send("POST", "/orgs", "{\"name\":\"x\"}", Map.of("Content-Type", type))
                .is(201);
    }

    @Test
    void a_body_without_a_type_is_415() {
        client.send("POST", "/jobs", "{}", Map.of("Content-Type", "")).isProblem(415, "unsupported_media_type");
    }

    @ParameterizedTest
    @ValueSource(ints = {1024 * 1024 + 1, 8 * 1024 * 1024})
    void a_body_over_a_mebibyte_is_413(int size) {
        byte[] body = new byte[size];

        client.send("POST", "/jobs", BodyPublishers.ofByteArray(body), Map.of()).isProblem(413, "payload_too_large");
    }

    @Test
    void a_body_of_a_mebibyte_is_read() {
        String body = "{\"name\":\"" + "x".repeat(1024 * 1024 - 11) + "\"}";

        client.post("/orgs", body).isProblem(422, "invalid");
    }

    @Test
    void a_body_that_says_it_is_endless_is_413_before_any_of_it_is_read() throws IOException {
        String answer = exchange("POST /api/v1/jobs HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + client.token()
                + "\r\nContent-Type: application/json\r\nContent-Length: 60000000\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 413 ").contains("Connection: close", "payload_too_large");
    }

    @ParameterizedTest
    @ValueSource(ints = {1024 * 1024 + 1, 8 * 1024 * 1024})
    void a_body_over_a_mebibyte_that_does_not_say_its_length_is_413(int size) {
        byte[] body = new byte[size];

        client.send("POST", "/jobs", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)), Map.of())
                .isProblem(413, "payload_too_large");
    }

    @Test
    void unknown_fields_and_wrong_types_are_named_all_at_once() {
        Reply reply = client.post("/jobs", """
            {"ulr":"http://x/","retries":"3","timeout":30,"headers":{"A":1},"tags":[true],"enabled":"yes","body":{}}\
            """);

        reply.isProblem(422, "invalid");
        assertThat(reply.wrongFields())
                .containsExactlyInAnyOrder(
                        "ulr", "url", "retries", "timeout", "headers.A", "tags[0]", "enabled", "body");
        assertThat(reply.text()).contains("Did you mean url?");
    }

    @Test
    void text_that_no_database_could_keep_is_422() {
        Reply reply = client.post("/jobs", "{\"url\":\"http://x/\",\"name\":\"a\\u0000b\",\"body\":\"\\ud800\"}");

        assertThat(reply.isProblem(422, "invalid").wrongFields()).containsExactlyInAnyOrder("name", "body");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/jobs?limit=0",
                "/jobs?limit=201",
                "/jobs?limit=x",
                "/jobs?cursor=x",
                "/jobs?cursor=AAAA",
                "/jobs?limt=5",
                "/jobs?q=%00",
                "/jobs?enabled=maybe",
                "/jobs?limit=1&limit=2",
                "/executions?status=done",
                "/executions?since=yesterday",
                "/executions/01900000-0000-7000-8000-000000000000?wait=2m",
                "/executions/01900000-0000-7000-8000-000000000000?wait=-1s"
            })
    void a_bad_query_is_400(String path) {
        client.get(path).isProblem(400, "bad_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/jobs/%00", "/jobs/..", "/executions/x", "/executions/1-1-1-1-1", "/keys/x"})
    void odd_names_lead_nowhere_rather_than_break_anything(String path) {
        client.get(path.startsWith("/keys") ? "/orgs/x" : path).isProblem(404, "not_found");
    }

    @Test
    void who_shows_nothing_is_401_and_told_how() {
        Reply reply = daemon.nobody().get("/jobs").isProblem(401, "unauthorized");

        assertThat(reply.header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic YTpi", "Bearer", "Bearer x", "pk_live_x"})
    void what_does_not_hold_is_401(String authorization) {
        daemon.nobody()
                .send("GET", "/me", Map.of("Authorization", authorization))
                .isProblem(401, "unauthorized");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GARBAGE\r\n\r\n",
                "GET /version HTTP/1.1\r\nHost: x\r\nContent-Length: abc\r\n\r\n",
                "GET /jobs/%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /version HTTP/1.1\r\n\r\n"
            })
    void what_is_not_http_is_a_problem_too(String request) throws IOException {
        String answer = exchange(request);

        assertThat(answer)
                .startsWith("HTTP/1.1 400 ")
                .contains("application/problem+json", "Prikke-Request-Id: ", "\"bad_request\"");
    }

    private String exchange(String request) throws IOException {
        URI url = URI.create(daemon.url());
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
