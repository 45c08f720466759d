package prikke.daemon.api;

import static org.assertj.core.api.Assertions.assertThat;

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

/** ETag, If-Match and If-None-Match of jobs. */
@ExtendWith(TestDaemon.Shared.class)
class ConditionsApiTest {
    private static final String JOB = "{\"url\":\"http://127.0.0.1:1/\",\"every\":\"1h\"}";

    private final TestDaemon daemon;
    private TestClient ann;

    ConditionsApiTest(TestDaemon daemon) {
        this.daemon = daemon;
        this.ann = daemon.nobody();
    }

    @BeforeEach
    void register() {
        ann = daemon.newUser();
    }

    @Test
    void who_has_the_job_as_it_is_need_not_get_it_again() {
        String tag = ann.put("/jobs/k", JOB).is(201).header("ETag");

        assertThat(tag).matches("\"[^\"]+\"");
        String read = ann.get("/jobs/k").is(200).header("ETag");
        Reply same = conditional("GET", "/jobs/k", "", "If-None-Match", read).is(304);
        assertThat(same.text()).isEmpty();
        assertThat(same.header("ETag")).isEqualTo(read);
        conditional("GET", "/jobs/k", "", "If-None-Match", "\"other\", " + read).is(304);
        ann.patch("/jobs/k", "{\"retries\":3}").is(200);
        conditional("GET", "/jobs/k", "", "If-None-Match", read).is(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "PATCH|/jobs/k|{\"retries\":1}|200",
        "PUT|/jobs/k|" + JOB + "|200",
        "POST|/jobs/k/pause||200",
        "POST|/jobs/k/resume||200",
        "DELETE|/jobs/k||204"
    })
    void a_change_of_what_somebody_else_has_changed_is_stale(String method, String path, String body, int done) {
        String read = ann.put("/jobs/k", JOB).is(201).header("ETag");
        String edited = ann.patch("/jobs/k", "{\"retries\":2}").is(200).header("ETag");
        String text = body == null ? "" : body;

        conditional(method, path, text, "If-Match", read).isProblem(412, "stale");
        assertThat(ann.get("/jobs/k").is(200).at("retries")).isEqualTo("2");
        conditional(method, path, text, "If-Match", "\"x\", " + edited).is(done);
    }

    @Test
    void an_execution_in_between_makes_no_edit_stale() {
        String read = ann.put("/jobs/k", JOB).is(201).header("ETag");
        ann.post("/jobs/k/run").is(201);

        conditional("PATCH", "/jobs/k", "{\"retries\":2}", "If-Match", read).is(200);
    }

    @Test
    void another_job_under_the_same_key_is_not_the_one_that_was_read() {
        String read = ann.put("/jobs/k", JOB).is(201).header("ETag");
        ann.delete("/jobs/k").is(204);
        ann.put("/jobs/k", JOB).is(201);

        conditional("PATCH", "/jobs/k", "{\"retries\":2}", "If-Match", read).isProblem(412, "stale");
    }

    @Test
    void put_creates_only_or_replaces_only_where_it_is_told_to() {
        conditional("PUT", "/jobs/k", JOB, "If-Match", "*").isProblem(412, "stale");
        conditional("PUT", "/jobs/k", JOB, "If-None-Match", "*").is(201);
        conditional("PUT", "/jobs/k", JOB, "If-None-Match", "*").isProblem(412, "stale");
        conditional("PUT", "/jobs/k", JOB, "If-Match", "*").is(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\"", "\"\"", ",", "W/\"x\""})
    void a_tag_that_names_nothing_matches_nothing(String tag) {
        ann.put("/jobs/k", JOB).is(201);

        conditional("PATCH", "/jobs/k", "{\"retries\":2}", "If-Match", tag).isProblem(412, "stale");
    }

    private Reply conditional(String method, String path, String body, String header, String value) {
        return ann.send(method, path, body, Map.of(header, value));
    }
}
