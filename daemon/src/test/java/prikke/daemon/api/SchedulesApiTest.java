package prikke.daemon.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import prikke.core.api.Answer;
import prikke.core.api.PreviewResponse;
import prikke.daemon.TestClient;
import prikke.daemon.TestClient.Reply;
import prikke.daemon.TestDaemon;

@ExtendWith(TestDaemon.Shared.class)
class SchedulesApiTest {
    private final TestDaemon daemon;
    private TestClient ann;

    SchedulesApiTest(TestDaemon daemon) {
        this.daemon = daemon;
        this.ann = daemon.nobody();
    }

    @BeforeEach
    void register() {
        ann = daemon.newUser();
    }

    @Test
    void a_cron_expression_is_previewed_in_its_zone() {
        Reply reply = preview("""
            {"cron":"0 3 * * *","timezone":"Europe/Oslo","from":"2030-01-01T00:00:00Z","count":2}\
            """).is(200);

        assertThat(reply.json().at("/occurrences/0").asText()).isEqualTo("2030-01-01T02:00:00.000Z");
        assertThat(reply.json().at("/occurrences/1").asText()).isEqualTo("2030-01-02T02:00:00.000Z");
        assertThat(reply.at("description")).contains("03:00", "Europe/Oslo");
        assertThat(reply.at("ends")).isEqualTo("false");
    }

    @Test
    void clock_changes_are_noted() {
        Reply reply = preview("""
            {"cron":"30 2 * * *","timezone":"Europe/Oslo","from":"2030-03-30T12:00:00Z","count":2}\
            """).is(200);

        assertThat(reply.json().at("/notes")).isNotEmpty();
    }

    @Test
    void five_occurrences_are_shown_unless_told_otherwise() {
        assertThat(preview("{\"every\":\"10m\"}").is(200).json().at("/occurrences"))
                .hasSize(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"delay\":\"5m\",\"from\":\"2030-01-01T00:00:00Z\"} | 2030-01-01T00:05:00Z",
                "{\"run_at\":\"2030-01-02T00:00:00Z\",\"from\":\"2030-01-01T00:00:00Z\"} | 2030-01-02T00:00:00Z",
                "{\"from\":\"2030-01-01T00:00:00Z\"} | 2030-01-01T00:00:00Z"
            })
    void a_one_off_has_one_occurrence_and_ends(String body, Instant at) {
        PreviewResponse preview = read(preview(body).is(200));

        assertThat(preview.occurrences()).containsExactly(at);
        assertThat(preview.ends()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"cron\":\"* * * *\"} | cron",
                "{\"cron\":\"0 0 30 2 *\"} | cron",
                "{\"every\":\"soon\"} | every",
                "{\"cron\":\"* * * * *\",\"timezone\":\"Mars/Base\"} | timezone",
                "{\"every\":\"1m\",\"from\":\"tomorrow\"} | from",
                "{\"every\":\"1m\",\"from\":\"+999999999-01-01T00:00:00Z\"} | from",
                "{\"every\":\"1m\",\"count\":0} | count",
                "{\"every\":\"1m\",\"count\":101} | count"
            })
    void what_is_wrong_is_named(String body, String field) {
        assertThat(preview(body).isProblem(422, "invalid").wrongFields()).containsExactly(field);
    }

    @Test
    void all_that_is_wrong_is_named_at_once() {
        Reply reply = preview("{\"cron\":\"* * * *\",\"count\":1000,\"from\":\"tomorrow\"}")
                .isProblem(422, "invalid");

        assertThat(reply.wrongFields()).containsExactlyInAnyOrder("cron", "count", "from");
    }

    @Test
    void strangers_are_not_served() {
        daemon.nobody().post("/schedules/preview", "{}").isProblem(401, "unauthorized");
    }

    @ParameterizedTest
    @CsvSource({"from,+999999999-01-01T00:00:00Z", "to,+999999999-01-01T00:00:00Z", "from,-999999999-01-01T00:00:00Z"})
    void a_simulation_beyond_all_calendars_is_refused(String field, String instant) {
        Reply reply = simulate("{\"%s\":\"%s\",\"jobs\":[{\"every\":\"1h\"}]}".formatted(field, instant)).isProblem(422, "invalid");

        assertThat(reply.wrongFields()).contains(field);
    }

    @Test
    void jobs_that_are_only_thought_of_are_simulated() {
        Reply reply = simulate("""
                {"from":"2030-01-01T00:00:00Z","to":"2030-01-02T00:00:00Z","jobs":[
                  {"key":"hourly","cron":"0 * * * *","typical_duration":"90m"},
                  {"key":"noon","cron":"0 12 * * *","timezone":"UTC"}]}""").is(200);

        assertThat(reply.at("runs")).isEqualTo("25");
        assertThat(reply.json().at("/hours")).hasSize(24);
        assertThat(reply.json().at("/hours/12/runs").asInt()).isEqualTo(2);
        assertThat(reply.json().at("/busiest/0/second").asText()).isEqualTo("2030-01-01T12:00:00.000Z");
        assertThat(reply.json().at("/busiest/0/runs").asInt()).isEqualTo(2);
        assertThat(reply.json().at("/jobs/0/overlapping").asInt()).isEqualTo(23);
        assertThat(reply.json().at("/jobs/1/overlapping").asInt()).isZero();
    }

    @Test
    void without_jobs_those_of_the_organization_are_simulated_and_no_others() {
        daemon.newUser().post("/jobs", "{\"key\":\"theirs\",\"url\":\"http://127.0.0.1:1/\",\"cron\":\"* * * * *\"}").is(201);
        ann.post("/jobs", "{\"key\":\"mine\",\"url\":\"http://127.0.0.1:1/\",\"cron\":\"0 0 1 1 *\"}").is(201);

        Reply reply = simulate("{\"from\":\"2031-12-31T00:00:00Z\",\"to\":\"2032-01-02T00:00:00Z\"}").is(200);

        assertThat(reply.at("runs")).isEqualTo("1");
        assertThat(reply.json().at("/jobs/0/name").asText()).isEqualTo("mine");
    }

    @Test
    void what_is_wrong_with_each_job_of_a_simulation_is_named_with_its_place() {
        Reply reply = simulate("""
                {"from":"soon","jobs":[{"cron":"* * * *"},{"every":"1m","kron":"x"},{"every":"1m"}]}""").isProblem(422, "invalid");

        assertThat(reply.wrongFields()).containsExactlyInAnyOrder("from", "jobs[0].cron", "jobs[1].kron");
    }

    @Test
    void a_simulation_of_no_time_or_too_much_is_refused() {
        String jobs = ",\"jobs\":[{\"every\":\"1m\"}]}";
        assertThat(simulate("{\"from\":\"2030-01-01T00:00:00Z\",\"to\":\"2030-01-01T00:00:00Z\"" + jobs).isProblem(422, "invalid").wrongFields())
                .containsExactly("to");
        assertThat(simulate("{\"from\":\"2030-01-01T00:00:00Z\",\"to\":\"2032-01-01T00:00:00Z\"" + jobs).isProblem(422, "invalid").wrongFields())
                .containsExactly("to");
    }

    private Reply simulate(String body) {
        return ann.post("/schedules/simulate", body);
    }

    private Reply preview(String body) {
        return ann.post("/schedules/preview", body);
    }

    private static PreviewResponse read(Reply reply) {
        return new Answer<>(reply.json(), PreviewResponse.class).value();
    }
}
