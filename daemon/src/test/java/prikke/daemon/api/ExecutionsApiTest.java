package prikke.daemon.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import prikke.core.api.AttemptResponse;
import prikke.core.api.ExecutionResponse;
import prikke.daemon.Target;
import prikke.daemon.TestClient;
import prikke.daemon.TestClient.Reply;
import prikke.daemon.TestDaemon;

@ExtendWith(TestDaemon.Shared.class)
class ExecutionsApiTest {
    private final TestDaemon daemon;
    private final Target target = new Target();
    private TestClient ann;

    ExecutionsApiTest(TestDaemon daemon) {
        this.daemon = daemon;
        this.ann = daemon.nobody();
    }

    @BeforeEach
    void register() {
        ann = daemon.newUser();
    }

    @AfterEach
    void close() {
        target.close();
    }

    @Test
    void a_one_off_posted_now_is_delivered_and_its_end_can_be_waited_for() {
        String id = post("/200").at("execution_id");

        ExecutionResponse execution = await(id);

        assertThat(execution.status()).isEqualTo("success");
        assertThat(execution.statusCode()).isEqualTo(200);
        assertThat(execution.lagMs()).isNotNegative();
        assertThat(target.deliveries()).singleElement().satisfies(delivery -> {
            assertThat(delivery.body()).isEqualTo("hello");
            assertThat(delivery.header("Webhook-Id")).isEqualTo(id);
        });
    }

    @Test
    void an_attempt_shows_the_request_as_it_was_sent_and_what_came_back() {
        String id = post("/500").at("execution_id");
        await(id);

        AttemptResponse attempt =
                ann.api().executions().attempts(UUID.fromString(id)).values().getFirst();

        assertThat(attempt.number()).isEqualTo(1);
        assertThat(attempt.status()).isEqualTo("failed");
        assertThat(attempt.statusCode()).isEqualTo(500);
        assertThat(attempt.errorCode()).isEqualTo("http_status");
        assertThat(attempt.responseBody()).isEqualTo("seen");
        assertThat(attempt.responseBodyEncoding()).isEqualTo("utf-8");
        assertThat(attempt.request().url()).isEqualTo(target.url("/500"));
        assertThat(attempt.request().body()).isEqualTo("hello");
        assertThat(attempt.request().headers()).containsKeys("Webhook-Id", "Webhook-Signature", "Prikke-Execution-Id");
        assertThat(attempt.request().headers().get("Webhook-Signature"))
                .isEqualTo(target.deliveries().getFirst().header("Webhook-Signature"));
    }

    @Test
    void waiting_answers_as_soon_as_the_execution_ends() {
        String id = post("/hold").at("execution_id");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Reply> waiting =
                    CompletableFuture.supplyAsync(() -> ann.get("/executions/" + id + "?wait=60s"), threads);
            assertThat(ann.get("/executions/" + id).at("status")).isIn("pending", "running");

            target.letGo();

            assertThat(waiting.orTimeout(20, TimeUnit.SECONDS).join().at("status"))
                    .isEqualTo("success");
        }
    }

    @Test
    void waiting_ends_when_its_time_is_over() {
        String id = post("/hold").at("execution_id");

        assertThat(ann.get("/executions/" + id + "?wait=100ms").is(200).at("status"))
                .isIn("pending", "running");
    }

    @Test
    void a_job_is_run_by_hand_whether_it_is_paused_or_not() {
        ann.put("/jobs/tick", "{\"url\":\"%s\",\"every\":\"1h\",\"enabled\":false}".formatted(target.url("/200")))
                .is(201);

        Reply run = ann.post("/jobs/tick/run").is(201);

        assertThat(run.at("trigger")).isEqualTo("manual");
        assertThat(run.at("job_key")).isEqualTo("tick");
        assertThat(await(run.at("id")).status()).isEqualTo("success");
        assertThat(ann.get("/jobs/tick").at("last_execution/id")).isEqualTo(run.at("id"));
    }

    @Test
    void executions_are_listed_the_latest_first_page_by_page() {
        ann.put("/jobs/tick", "{\"url\":\"%s\",\"every\":\"1h\"}".formatted(target.url("/200")))
                .is(201);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++)
            ids.addFirst(await(ann.post("/jobs/tick/run").is(201).at("id")).id().toString());

        Reply first = ann.get("/executions?limit=2&status=success").is(200);
        Reply second = ann.get("/executions?limit=2&status=success&cursor=" + first.at("next_cursor"))
                .is(200);

        assertThat(ids(first)).isEqualTo(ids.subList(0, 2));
        assertThat(ids(second)).isEqualTo(ids.subList(2, 4));
        assertThat(ids(ann.get("/jobs/tick/executions?status=success"))).isEqualTo(ids);
    }

    @Test
    void executions_are_found_by_job_status_and_time() {
        String good = await(post("/200").at("execution_id")).id().toString();
        Reply bad = post("/500");
        await(bad.at("execution_id"));

        assertThat(ids(ann.get("/executions?status=success"))).containsExactly(good);
        assertThat(ids(ann.get("/executions?status=failed"))).containsExactly(bad.at("execution_id"));
        assertThat(ids(ann.get("/executions?job=" + bad.at("id")))).containsExactly(bad.at("execution_id"));
        assertThat(ids(ann.get("/executions?since=1h"))).hasSize(2);
        assertThat(ids(ann.get("/executions?until=1h"))).isEmpty();
        assertThat(ids(ann.get("/executions?since=2100-01-01T00:00:00Z"))).isEmpty();
        ann.get("/executions?job=none").isProblem(404, "not_found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%2B999999999-01-01T00:00:00Z", "-999999999-01-01T00:00:00Z", "0000-12-31T23:59:59Z", "P3652000D"})
    void an_instant_that_no_database_can_hold_is_refused(String instant) {
        for (String name : List.of("since", "until")) {
            Reply reply = ann.get("/executions?" + name + "=" + instant).isProblem(422, "invalid");

            assertThat(reply.wrongFields()).containsExactly(name);
        }
    }

    @Test
    void since_before_there_were_any_is_since_ever() {
        post("/200");

        assertThat(ids(ann.get("/executions?since=1912-06-23T00:00:00Z"))).hasSize(1);
        assertThat(ids(ann.get("/executions?until=1912-06-23T00:00:00Z"))).isEmpty();
        assertThat(ids(ann.get("/executions?until=9999-12-31T23:59:59Z"))).hasSize(1);
    }

    @Test
    void an_instant_may_have_an_offset() {
        post("/200");

        assertThat(ids(ann.get("/executions?since=2020-01-01T00:00:00%2B02:00")))
                .hasSize(1);
    }

    @Test
    void another_organizations_execution_is_not_there() {
        String id = post("/200").at("execution_id");
        TestClient bob = daemon.newUser();

        bob.get("/executions/" + id).isProblem(404, "not_found");
        bob.get("/executions/" + id + "?wait=1s").isProblem(404, "not_found");
        bob.get("/executions/" + id + "/attempts").isProblem(404, "not_found");
        assertThat(ids(bob.get("/executions"))).isEmpty();
    }

    /** A one-off without retries. */
    private Reply post(String path) {
        return ann.post("/jobs", "{\"url\":\"%s\",\"body\":\"hello\",\"retries\":0}".formatted(target.url(path)))
                .is(202);
    }

    private ExecutionResponse await(String id) {
        ExecutionResponse execution = ann.api()
                .executions().await(UUID.fromString(id), Duration.ofSeconds(20))
                .value();
        assertThat(execution.ended()).as(execution.toString()).isTrue();
        return execution;
    }

    private static List<String> ids(Reply reply) {
        List<String> ids = new ArrayList<>();
        for (JsonNode item : reply.is(200).json().at("/data"))
            ids.add(item.at("/id").asText());
        return ids;
    }
}
