package prikke.daemon.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import prikke.core.api.Json;
import prikke.daemon.TestClient;
import prikke.daemon.TestClient.Reply;
import prikke.daemon.TestDaemon;

@ExtendWith(TestDaemon.Shared.class)
class JobsApiTest {
    private static final String FULL = """
        {"key":"nightly-backup","name":"Nightly backup","url":"https://example.com/backup","method":"POST",
         "headers":{"X-One":"1","X-Two":"2"},"body":"{}","cron":"0 3 * * *","timezone":"Europe/Oslo",
         "timeout":"30s","retries":3,"backoff":"linear","retry_delay":"1m","max_retry_delay":"2h","expected_status":"200-299,304",
         "expected_body":"ok","follow_redirects":true,"overlap":"skip","misfire":"skip","misfire_grace":"5m","queue":"reports","priority":7,
         "jitter":"10s","starts_at":"2030-01-01T00:00:00Z","ends_at":"2031-01-01T00:00:00Z",
         "enabled":false,"tags":["ops","db"]}\
        """;

    private final TestDaemon daemon;
    private TestClient ann;

    JobsApiTest(TestDaemon daemon) {
        this.daemon = daemon;
        this.ann = daemon.nobody();
    }

    @BeforeEach
    void register() {
        ann = daemon.newUser();
    }

    @Test
    void a_job_is_answered_as_it_was_sent_with_durations_in_iso_form() throws Exception {
        Reply created = ann.post("/jobs", FULL).is(201);

        ObjectNode expected = (ObjectNode) Json.mapper().readTree(FULL);
        expected.put("timeout", "PT30S").put("retry_delay", "PT1M").put("max_retry_delay", "PT2H");
        expected.put("misfire_grace", "PT5M").put("jitter", "PT10S");
        expected.put("starts_at", "2030-01-01T00:00:00.000Z").put("ends_at", "2031-01-01T00:00:00.000Z");
        for (var field : expected.properties())
            assertThat(created.json().get(field.getKey())).isEqualTo(field.getValue());
        assertThat(created.at("state")).isEqualTo("paused");
        assertThat(created.at("schedule_description")).contains("03:00");
        assertThat(ann.get("/jobs/nightly-backup").is(200).json()).isEqualTo(created.json());
        assertThat(ann.get("/jobs/" + created.at("id")).is(200).json()).isEqualTo(created.json());
    }

    @Test
    void a_recurring_job_is_active_and_tells_its_next_run() {
        Reply created = ann.post("/jobs", "{\"key\":\"yearly\",\"url\":\"http://127.0.0.1:9/\",\"cron\":\"0 0 1 1 *\"}")
                .is(201);

        assertThat(created.at("state")).isEqualTo("active");
        assertThat(created.at("next_run_at")).matches("\\d{4}-01-01T00:00:00\\.000Z");
        assertThat(created.json().at("/execution_id").isNull()).isTrue();
    }

    @Test
    void a_one_off_is_accepted_with_its_execution() {
        Reply created = ann.post("/jobs", "{\"url\":\"http://127.0.0.1:9/\",\"delay\":\"1h\"}")
                .is(202);

        assertThat(created.json().at("/key").isNull()).isTrue();
        assertThat(created.json().at("/delay").isNull()).isTrue();
        assertThat(created.at("next_run_at")).isEqualTo(created.at("run_at")).isNotEmpty();
        Reply execution = ann.get("/executions/" + created.at("execution_id")).is(200);
        assertThat(execution.at("job_id")).isEqualTo(created.at("id"));
        assertThat(execution.at("status")).isEqualTo("pending");
        assertThat(execution.at("trigger")).isEqualTo("once");
    }

    @Test
    void a_key_is_taken_once() {
        create("tick");

        ann.post("/jobs", "{\"key\":\"tick\",\"url\":\"http://127.0.0.1:9/\",\"every\":\"1h\"}")
                .isProblem(409, "key_taken");
    }

    @Test
    void put_creates_and_then_replaces() {
        String body = "{\"url\":\"http://127.0.0.1:9/a\",\"every\":\"1h\",\"name\":\"First\",\"retries\":2}";
        Reply created = ann.put("/jobs/tick", body).is(201);

        Reply replaced = ann.put("/jobs/tick", "{\"url\":\"http://127.0.0.1:9/b\",\"every\":\"2h\"}")
                .is(200);

        assertThat(replaced.at("id")).isEqualTo(created.at("id"));
        assertThat(replaced.at("url")).endsWith("/b");
        assertThat(replaced.json().at("/name").isNull()).isTrue();
        assertThat(replaced.at("retries")).isEqualTo("0");
    }

    @Test
    void put_of_another_key_than_the_paths_is_refused() {
        Reply reply = ann.put("/jobs/tick", "{\"key\":\"tock\",\"url\":\"http://127.0.0.1:9/\",\"every\":\"1h\"}");

        assertThat(reply.isProblem(422, "invalid").wrongFields()).containsExactly("key");
    }

    @Test
    void patch_changes_what_it_names_and_nothing_else() {
        JsonNode before = ann.post("/jobs", FULL).is(201).json();

        Reply patched = ann.patch(
                        "/jobs/nightly-backup",
                        "{\"name\":\"Other\",\"queue\":null,\"headers\":{\"X-One\":null,\"X-Three\":\"3\"}}")
                .is(200);

        ObjectNode expected = before.deepCopy();
        expected.put("name", "Other")
                .putNull("queue")
                .set("updated_at", patched.json().get("updated_at"));
        expected.withObject("/headers").remove("X-One");
        expected.withObject("/headers").put("X-Three", "3");
        assertThat(patched.json()).isEqualTo(expected);
    }

    @Test
    void patch_of_one_way_of_saying_when_takes_the_place_of_another() {
        create("tick");

        Reply patched = ann.patch("/jobs/tick", "{\"cron\":\"0 3 * * *\"}").is(200);

        assertThat(patched.at("cron")).isEqualTo("0 3 * * *");
        assertThat(patched.json().at("/every").isNull()).isTrue();
    }

    @Test
    void patch_names_what_is_wrong() {
        create("tick");

        assertThat(ann.patch("/jobs/tick", "{\"evry\":\"1h\",\"colour\":null}")
                        .isProblem(422, "invalid")
                        .wrongFields())
                .containsExactly("evry", "colour");
        assertThat(ann.patch("/jobs/tick", "{\"retries\":\"x\",\"tags\":1}")
                        .isProblem(422, "invalid")
                        .wrongFields())
                .containsExactly("retries", "tags");
        assertThat(ann.patch("/jobs/tick", "{\"timeout\":\"1h\"}")
                        .isProblem(422, "invalid")
                        .wrongFields())
                .containsExactly("timeout");
    }

    @Test
    void pausing_and_resuming() {
        create("tick");

        Reply paused = ann.post("/jobs/tick/pause").is(200);
        assertThat(paused.at("state")).isEqualTo("paused");
        assertThat(paused.json().at("/next_run_at").isNull()).isTrue();

        Reply resumed = ann.post("/jobs/tick/resume").is(200);
        assertThat(resumed.at("state")).isEqualTo("active");
        assertThat(resumed.at("next_run_at")).isNotEmpty();
    }

    @Test
    void a_deleted_job_is_gone_and_its_key_free() {
        create("tick");

        ann.delete("/jobs/tick").is(204);

        ann.get("/jobs/tick").isProblem(404, "not_found");
        ann.delete("/jobs/tick").isProblem(404, "not_found");
        create("tick");
    }

    @Test
    void jobs_are_listed_newest_first_page_by_page() {
        for (String key : List.of("a", "b", "c", "d", "e")) create(key);

        Reply first = ann.get("/jobs?limit=2").is(200);
        Reply second =
                ann.get("/jobs?limit=2&cursor=" + first.at("next_cursor")).is(200);
        Reply third =
                ann.get("/jobs?limit=2&cursor=" + second.at("next_cursor")).is(200);

        assertThat(keys(first)).containsExactly("e", "d");
        assertThat(keys(second)).containsExactly("c", "b");
        assertThat(keys(third)).containsExactly("a");
        assertThat(third.json().at("/next_cursor").isNull()).isTrue();
    }

    @Test
    void a_page_that_is_just_full_is_the_last() {
        create("a");
        create("b");

        assertThat(ann.get("/jobs?limit=2").is(200).json().at("/next_cursor").isNull())
                .isTrue();
    }

    @Test
    void jobs_are_found_by_text_tag_and_state() {
        ann.post("/jobs", FULL).is(201);
        create("tick");

        assertThat(keys(ann.get("/jobs?q=BACKUP"))).containsExactly("nightly-backup");
        assertThat(keys(ann.get("/jobs?tag=db"))).containsExactly("nightly-backup");
        assertThat(keys(ann.get("/jobs?enabled=true"))).containsExactly("tick");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PATCH", "DELETE", "POST /run", "POST /pause", "POST /resume", "GET /executions"})
    void another_organizations_job_is_not_there(String what) {
        String id = create("tick").at("id");
        TestClient bob = daemon.newUser();
        String[] parts = what.split(" ");
        String suffix = parts.length == 2 ? parts[1] : "";

        for (String job : List.of(id, "tick")) {
            Reply reply = bob.send(parts[0], "/jobs/" + job + suffix, parts[0].equals("PATCH") ? "{}" : "", Map.of());
            reply.isProblem(404, "not_found");
        }
        ann.get("/jobs/" + id).is(200);
    }

    @Test
    void organizations_share_no_keys() {
        create("tick");
        TestClient bob = daemon.newUser();

        bob.put("/jobs/tick", "{\"url\":\"http://127.0.0.1:9/bob\",\"every\":\"1h\"}")
                .is(201);

        assertThat(ann.get("/jobs/tick").at("url")).isEqualTo("http://127.0.0.1:9/");
    }

    private Reply create(String key) {
        return ann.post("/jobs", "{\"key\":\"%s\",\"url\":\"http://127.0.0.1:9/\",\"every\":\"1h\"}".formatted(key))
                .is(201);
    }

    private static List<String> keys(Reply reply) {
        return reply.is(200).json().at("/data").findValuesAsText("key");
    }
}
