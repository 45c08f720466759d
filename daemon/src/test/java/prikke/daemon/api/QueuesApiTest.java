package prikke.daemon.api;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import prikke.daemon.TestClient;
import prikke.daemon.TestClient.Reply;
import prikke.daemon.TestDaemon;

@ExtendWith(TestDaemon.Shared.class)
class QueuesApiTest {
    private final TestDaemon daemon;
    private TestClient ann;

    QueuesApiTest(TestDaemon daemon) {
        this.daemon = daemon;
        this.ann = daemon.nobody();
    }

    @BeforeEach
    void register() {
        ann = daemon.newUser();
    }

    @Test
    void a_queue_is_set_up_read_changed_and_forgotten() {
        Reply set = ann.put("/queues/reports", "{\"concurrency\":5,\"rate\":\"100/m\"}").is(200);

        assertThat(set.at("concurrency")).isEqualTo("5");
        assertThat(set.at("rate")).isEqualTo("100/m");
        assertThat(ann.get("/queues/reports").is(200).json()).isEqualTo(set.json());
        assertThat(ann.put("/queues/reports", "{}").is(200).json().at("/rate").isNull()).isTrue();
        ann.delete("/queues/reports").is(204);
        ann.get("/queues/reports").isProblem(404, "not_found");
        ann.delete("/queues/reports").isProblem(404, "not_found");
    }

    @Test
    void what_comes_to_a_paused_queue_waits_until_it_is_resumed() {
        ann.post("/queues/reports/pause").is(200);
        String execution = send("reports");

        await().atMost(5, SECONDS).until(() -> ann.get("/queues/reports").is(200).at("waiting").equals("1"));
        assertThat(ann.get("/executions/" + execution).is(200).at("status")).isEqualTo("pending");
        ann.post("/queues/reports/resume").is(200);

        assertThat(ann.get("/executions/" + execution + "?wait=20s").is(200).at("status")).isEqualTo("failed");
    }

    @Test
    void a_purge_cancels_what_waits() {
        ann.post("/queues/reports/pause").is(200);
        String execution = send("reports");

        assertThat(ann.post("/queues/reports/purge").is(200).at("cancelled")).isEqualTo("1");

        Reply after = ann.get("/executions/" + execution).is(200);
        assertThat(after.at("status")).isEqualTo("cancelled");
        assertThat(after.at("reason")).contains("purged");
    }

    @Test
    void a_queue_of_another_organization_is_not_there() {
        ann.put("/queues/reports", "{\"concurrency\":2}").is(200);

        daemon.newUser().get("/queues/reports").isProblem(404, "not_found");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "reports | {\"concurrency\":0} | concurrency",
                "reports | {\"concurrency\":1001} | concurrency",
                "reports | {\"rate\":\"often\"} | rate",
                "reports | {\"rate\":\"0/s\"} | rate",
                "Reports | {} | name"
            })
    void what_is_wrong_is_named(String name, String body, String field) {
        assertThat(ann.put("/queues/" + name, body).isProblem(422, "invalid").wrongFields()).containsExactly(field);
    }

    @Test
    void an_execution_that_waits_can_be_cancelled_once() {
        String execution = ann.post("/jobs", "{\"url\":\"http://127.0.0.1:1/\",\"delay\":\"1h\"}").is(202).at("execution_id");

        assertThat(ann.post("/executions/" + execution + "/cancel").is(200).at("status")).isEqualTo("cancelled");
        ann.post("/executions/" + execution + "/cancel").isProblem(409, "ended");
    }

    @Test
    void a_replay_makes_the_same_request_again_and_names_what_it_repeats() {
        String execution = send(null);
        ann.get("/executions/" + execution + "?wait=20s").is(200);

        Reply replay = ann.post("/executions/" + execution + "/replay").is(201);

        assertThat(replay.at("trigger")).isEqualTo("replay");
        assertThat(replay.at("replay_of")).isEqualTo(execution);
        assertThat(ann.get("/executions/" + replay.at("id") + "?wait=20s").is(200).at("status")).isEqualTo("failed");
    }

    @Test
    void failures_are_replayed_by_a_filter_once_each() {
        String failed = send(null);
        String other = send("reports");
        for (String id : List.of(failed, other)) ann.get("/executions/" + id + "?wait=20s").is(200);

        Reply replay = ann.post("/executions/replay", "{\"queue\":\"reports\",\"since\":\"1h\"}").is(200);

        assertThat(replay.at("count") + " " + replay.at("more")).isEqualTo("1 false");
        assertThat(ann.get("/executions/" + replay.at("ids/0") + "?wait=20s").at("replay_of")).isEqualTo(other);
        assertThat(ann.post("/executions/replay", "{\"limit\":1,\"status\":\"failed\"}").is(200).at("count")).isEqualTo("1");
    }

    @Test
    void what_is_wrong_with_the_filter_is_named_at_once() {
        Reply reply = ann.post("/executions/replay", "{\"status\":\"broken\",\"since\":\"soon\",\"until\":\"+999999999-01-01T00:00:00Z\",\"limit\":1001}")
                .isProblem(422, "invalid");

        assertThat(reply.wrongFields()).containsExactlyInAnyOrder("status", "since", "until", "limit");
        assertThat(ann.post("/executions/replay", "{\"status\":\"running\"}").isProblem(422, "invalid").wrongFields()).containsExactly("status");
        ann.post("/executions/replay", "{\"job\":\"none\"}").isProblem(404, "not_found");
    }

    @Test
    void what_has_not_ended_is_not_replayed() {
        String execution = ann.post("/jobs", "{\"url\":\"http://127.0.0.1:1/\",\"delay\":\"1h\"}").is(202).at("execution_id");

        ann.post("/executions/" + execution + "/replay").isProblem(409, "not_ended");
    }

    /** A one-off to where nobody listens. */
    private String send(@Nullable String queue) {
        String in = queue == null ? "" : ",\"queue\":\"" + queue + "\"";
        return ann.post("/jobs", "{\"url\":\"http://127.0.0.1:1/\",\"retries\":0" + in + "}").is(202).at("execution_id");
    }
}
