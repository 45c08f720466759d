package prikke.daemon.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import prikke.core.api.StatsFigures;
import prikke.core.api.StatsFilter;
import prikke.core.api.StatsResponse;
import prikke.daemon.Target;
import prikke.daemon.TestClient;
import prikke.daemon.TestClient.Reply;
import prikke.daemon.TestDaemon;

@ExtendWith(TestDaemon.Shared.class)
class StatsApiTest {
    private final TestDaemon daemon;
    private final Target target = new Target();
    private TestClient ann;

    StatsApiTest(TestDaemon daemon) {
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
    void what_has_just_ended_is_in_the_figures_in_all_ways_to_ask_for_them() {
        job("good", "/200");
        job("bad", "/500");
        run("good");
        run("good");
        run("bad");
        oneOff();
        daemon.newUser().get("/stats").is(200);

        StatsResponse summary = ann.api().stats(new StatsFilter(null, null, null, null, null)).value();
        StatsResponse hours = ann.api().stats(new StatsFilter("24h", null, null, "hour", null)).value();
        StatsResponse ofBad = ann.api().stats(new StatsFilter("30d", null, "bad", "day", null)).value();
        Reply jobs = ann.get("/stats?by=job").is(200);

        assertThat(counts(summary.total())).isEqualTo("4 3 1");
        assertThat(summary.total().successRate()).isEqualTo(0.75);
        assertThat(summary.total().lagP50Ms()).isNotNegative();
        assertThat(summary.total().durationP99Ms()).isPositive().isLessThanOrEqualTo(summary.total().durationMaxMs());
        assertThat(summary.data()).isEmpty();
        assertThat(hours.data()).hasSizeBetween(24, 25);
        assertThat(hours.data().stream().mapToLong(StatsFigures::executions).sum()).isEqualTo(4);
        assertThat(counts(ofBad.total())).isEqualTo("1 0 1");
        assertThat(ofBad.data()).hasSizeBetween(30, 32);
        assertThat(jobs.json().at("/data").findValuesAsText("job_key")).containsExactlyInAnyOrder("good", "bad", "null");
        assertThat(jobs.at("data/0/job_key") + jobs.at("data/0/executions")).isEqualTo("good2");
        assertThat(daemon.newUser().get("/stats").is(200).at("total/executions")).as("another organization's").isEqualTo("0");
    }

    @Test
    void figures_of_a_one_off_are_its_own() {
        String job = oneOff();
        oneOff();

        JsonNode total = ann.get("/stats?job=" + job).is(200).json().at("/total");

        assertThat(total.at("/executions").asInt()).isEqualTo(1);
        assertThat(total.at("/job_id").asText()).isEqualTo(job);
    }

    @ParameterizedTest
    @CsvSource({
        "by=week, 400, bad_request",
        "limit=0, 400, bad_request",
        "window=1h, 400, bad_request",
        "since=soon, 400, bad_request",
        "since=1h&until=2h, 422, invalid",
        "since=200d&by=hour, 422, invalid",
        "job=none, 404, not_found"
    })
    void what_is_asked_wrongly_is_refused(String query, int status, String code) {
        ann.get("/stats?" + query).isProblem(status, code);
    }

    @Test
    void usage_counts_what_was_attempted_this_month_and_what_there_is() {
        job("good", "/200");
        run("good");
        String cancelled = ann.post("/jobs", "{\"url\":\"%s\",\"delay\":\"1h\"}".formatted(target.url("/200"))).is(202).at("execution_id");

        Reply usage = ann.get("/usage").is(200);

        assertThat(usage.at("plan") + usage.at("limits/jobs")).isEqualTo("unlimitednull");
        assertThat(usage.at("executions") + " " + usage.at("attempts") + " " + usage.at("jobs") + " " + usage.at("members")).isEqualTo("1 1 2 1");
        ann.post("/executions/" + cancelled + "/cancel").is(200);
        assertThat(ann.get("/usage").at("executions")).isEqualTo("1");
        assertThat(ann.get("/usage?month=1999-12").is(200).at("executions")).isEqualTo("0");
        ann.get("/usage?month=December").isProblem(400, "bad_request");
        ann.get("/usage?month=0000-01").isProblem(400, "bad_request");
    }

    @Test
    void lists_are_sorted_and_searched_page_by_page() {
        for (String key : List.of("b", "a", "c")) job(key, key.equals("b") ? "/500" : "/200");
        for (String key : List.of("b", "a", "b")) run(key);

        Reply first = ann.get("/jobs?sort=key&limit=2").is(200);
        Reply second = ann.get("/jobs?sort=key&limit=2&cursor=" + first.at("next_cursor")).is(200);
        assertThat(first.at("data/0/key") + first.at("data/1/key") + second.at("data/0/key")).isEqualTo("abc");
        assertThat(second.json().at("/next_cursor").isNull()).isTrue();
        assertThat(ann.get("/jobs?sort=-next_run_at&limit=1").is(200).at("data/0/key")).isEqualTo("c");
        Reply found = ann.get("/executions?q=ANSWERED&sort=scheduled_for&limit=1").is(200);
        Reply last = ann.get("/executions?q=ANSWERED&sort=scheduled_for&limit=1&cursor=" + found.at("next_cursor")).is(200);
        assertThat(found.at("data/0/job_key") + last.at("data/0/job_key")).isEqualTo("bb");
        assertThat(found.at("data/0/scheduled_for")).isLessThan(last.at("data/0/scheduled_for"));

        assertThat(ann.get("/jobs?sort=-key&cursor=" + first.at("next_cursor")).isProblem(400, "bad_request").at("detail"))
                .contains("sorted by key").contains("sorted by -key");
        ann.get("/executions?cursor=" + first.at("next_cursor")).isProblem(400, "bad_request");
        ann.get("/jobs?sort=next_run_at&cursor=" + cursor("next_run_at=soon")).isProblem(400, "bad_request");
        ann.get("/jobs?sort=size").isProblem(400, "bad_request");
        ann.get("/executions?sort=duration").isProblem(400, "bad_request");
    }

    private static String cursor(String rest) {
        return Base64.getUrlEncoder().encodeToString(("0123456789abcdef" + rest).getBytes(UTF_8));
    }

    private static String counts(StatsFigures figures) {
        return figures.executions() + " " + figures.success() + " " + figures.failed();
    }

    private void job(String key, String path) {
        ann.put("/jobs/" + key, "{\"url\":\"%s\",\"every\":\"1d\"}".formatted(target.url(path))).is(201);
    }

    private void run(String key) {
        end(ann.post("/jobs/" + key + "/run").is(201).at("id"));
    }

    private String oneOff() {
        Reply job = ann.post("/jobs", "{\"url\":\"%s\",\"retries\":0}".formatted(target.url("/200"))).is(202);
        end(job.at("execution_id"));
        return job.at("id");
    }

    private void end(String execution) {
        assertThat(ann.get("/executions/" + execution + "?wait=20s").is(200).at("finished_at")).isNotEqualTo("null");
    }
}
