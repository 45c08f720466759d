package prikke.daemon.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import prikke.daemon.Target;
import prikke.daemon.TestClient;
import prikke.daemon.TestClient.Reply;
import prikke.daemon.TestDaemon;

/** {@code POST /jobs/batch}. */
@ExtendWith(TestDaemon.Shared.class)
class JobBatchApiTest {
    private final TestDaemon daemon;
    private TestClient ann;

    JobBatchApiTest(TestDaemon daemon) {
        this.daemon = daemon;
        this.ann = daemon.nobody();
    }

    @BeforeEach
    void register() {
        ann = daemon.newUser();
    }

    @Test
    void a_hundred_jobs_are_made_at_once_and_the_one_offs_among_them_run() {
        try (Target target = new Target()) {
            Reply reply = batch(IntStream.range(0, 100)
                    .mapToObj(i -> "{'url':'%s'}".formatted(target.url("/" + (200 + i % 3))))
                    .toList()).is(201);

            assertThat(reply.at("created")).isEqualTo("100");
            assertThat(reply.json().at("/results/99/status").asInt()).isEqualTo(202);
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(target.deliveries()).hasSize(100));
            assertThat(ann.get("/executions/" + reply.at("results/42/execution_id")).at("job_id")).isEqualTo(reply.at("results/42/id"));
        }
    }

    @Test
    void all_that_is_wrong_in_any_of_them_is_named_and_none_is_made() {
        Reply reply = batch(List.of(
                "{'url':'http://x/','every':'1h','key':'a'}", "{'ulr':'http://x/','every':'1h','retries':'3'}", "{'url':'ftp://x/','every':'1h'}"))
                .isProblem(422, "invalid");

        assertThat(reply.wrongFields()).containsExactlyInAnyOrder("jobs[1].ulr", "jobs[1].url", "jobs[1].retries", "jobs[2].url");
        assertThat(ann.get("/jobs").json().at("/data")).isEmpty();
    }

    @Test
    void where_they_are_not_all_or_none_each_has_its_own_result() {
        ann.put("/jobs/b", "{\"url\":\"http://x/\",\"every\":\"1h\"}").is(201);

        Reply reply = ann.post("/jobs/batch", """
                {"atomic":false,"jobs":[
                  {"key":"a","url":"http://x/","every":"1h"},
                  {"key":"b","url":"http://x/","every":"1h"},
                  {"key":"c","url":"http://x/","every":"1h","colour":"red"}]}""").is(200);

        assertThat(reply.json().at("/results").findValuesAsText("status").stream().distinct()).containsExactly("201", "409", "422");
        assertThat(reply.at("created") + " " + reply.at("refused")).isEqualTo("1 2");
        assertThat(reply.at("results/0/key")).isEqualTo("a");
        assertThat(reply.at("results/1/problem/code")).isEqualTo("key_taken");
        assertThat(reply.at("results/2/problem/errors/0/field")).isEqualTo("colour");
        assertThat(ann.get("/jobs/" + reply.at("results/0/id")).is(200).at("key")).isEqualTo("a");
    }

    @Test
    void what_is_no_batch_is_refused_by_its_field() {
        assertThat(ann.post("/jobs/batch", "{}").isProblem(422, "invalid").wrongFields()).containsExactly("jobs");
        assertThat(ann.post("/jobs/batch", "{\"jobs\":{}}").isProblem(422, "invalid").wrongFields()).containsExactly("jobs");
        assertThat(ann.post("/jobs/batch", "{\"jobs\":[]}").isProblem(422, "invalid").wrongFields()).containsExactly("jobs");
        assertThat(ann.post("/jobs/batch", "{\"jobs\":[1,{\"url\":\"http://x/\"}]}").isProblem(422, "invalid").wrongFields())
                .containsExactly("jobs[0]");
        assertThat(ann.post("/jobs/batch", "{\"job\":[],\"jobs\":[]}").isProblem(422, "invalid").wrongFields()).containsExactly("job");
        assertThat(ann.post("/jobs/batch", "{\"atomic\":\"no\",\"jobs\":[]}").isProblem(422, "invalid").wrongFields()).containsExactly("atomic");
        batch(Collections.nCopies(1001, "{'url':'http://x/'}")).isProblem(422, "invalid");
        daemon.nobody().post("/jobs/batch", "{\"jobs\":[]}").isProblem(401, "unauthorized");
    }

    @Test
    void a_batch_may_be_of_8_mib_and_no_larger() {
        String job = "{'url':'http://x/','delay':'1h','body':'" + "x".repeat(250 * 1024) + "'}";

        batch(Collections.nCopies(32, job)).is(201);
        Reply reply = batch(Collections.nCopies(34, job)).isProblem(413, "payload_too_large");

        assertThat(reply.at("detail")).contains(Integer.toString(8 * 1024 * 1024));
    }

    @Test
    void a_job_may_have_the_key_batch_all_the_same() {
        ann.put("/jobs/batch", "{\"url\":\"http://x/\",\"every\":\"1h\"}").is(201);

        assertThat(ann.get("/jobs/batch").is(200).at("key")).isEqualTo("batch");
        ann.patch("/jobs/batch", "{\"every\":\"2h\"}").is(200);
        ann.post("/jobs/batch/pause").is(200);
        ann.delete("/jobs/batch").is(204);
        assertThat(ann.send("OPTIONS", "/jobs/batch", Map.of()).isProblem(405, "method_not_allowed").header("Allow")).contains("POST");
    }

    private Reply batch(List<String> jobs) {
        String list = jobs.stream().collect(Collectors.joining(",", "{\"jobs\":[", "]}"));
        return ann.post("/jobs/batch", list.replace('\'', '"'));
    }
}
