package prikke.daemon.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import prikke.daemon.TestClient;
import prikke.daemon.TestClient.Reply;
import prikke.daemon.TestDaemon;

/** What is refused of a job, by the field's name and with what to do about it. */
@ExtendWith(TestDaemon.Shared.class)
class JobInputTest {
    private final TestDaemon daemon;
    private TestClient ann;

    JobInputTest(TestDaemon daemon) {
        this.daemon = daemon;
        this.ann = daemon.nobody();
    }

    @BeforeEach
    void register() {
        ann = daemon.newUser();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "an unknown field | colour | {'url':'http://x/','colour':'red'}",
                "no URL | url | {'every':'1h'}",
                "a bad URL | url | {'url':'http:///nohost','every':'1h'}",
                "no URL at all | url | {'url':'example','every':'1h'}",
                "ftp | url | {'url':'ftp://example.com/x','every':'1h'}",
                "a cron with four fields | cron | {'url':'http://x/','cron':'0 3 * *'}",
                "a date that never comes | cron | {'url':'http://x/','cron':'0 0 30 2 *'}",
                "a time in the past | run_at | {'url':'http://x/','run_at':'2020-01-01T00:00:00Z'}",
                "a time beyond all calendars | run_at | {'url':'http://x/','run_at':'+999999999-01-01T00:00:00Z'}",
                "a start beyond all calendars | starts_at | {'url':'http://x/','every':'1h','starts_at':'+999999999-01-01T00:00:00Z'}",
                "an end before all calendars | ends_at | {'url':'http://x/','every':'1h','ends_at':'-999999999-01-01T00:00:00Z'}",
                "no instant | run_at | {'url':'http://x/','run_at':'tomorrow'}",
                "a negative delay | delay | {'url':'http://x/','delay':'-5m'}",
                "too often | every | {'url':'http://x/','every':'500ms'}",
                "no such zone | timezone | {'url':'http://x/','cron':'0 3 * * *','timezone':'Mars/Base'}",
                "a key that is none | key | {'url':'http://x/','every':'1h','key':'No Good'}",
                "too long a timeout | timeout | {'url':'http://x/','every':'1h','timeout':'6m'}",
                "too many retries | retries | {'url':'http://x/','every':'1h','retries':11}",
                "no such backoff | backoff | {'url':'http://x/','every':'1h','backoff':'sometimes'}",
                "too high a priority | priority | {'url':'http://x/','every':'1h','priority':10}",
                "no status | expected_status | {'url':'http://x/','every':'1h','expected_status':'ok'}",
                "no expression | expected_body | {'url':'http://x/','every':'1h','expected_body':'/(/'}"
            })
    void is_refused(String what, String field, String body) {
        Reply reply = ann.post("/jobs", body.replace('\'', '"')).isProblem(422, "invalid");

        assertThat(reply.wrongFields()).as(what).containsExactly(field);
        assertThat(reply.json().at("/errors/0/message").asText()).isNotBlank();
        assertThat(ann.get("/jobs").json().at("/data")).isEmpty();
    }

    @Test
    void two_schedules_at_once_are_both_named() {
        Reply reply = ann.post("/jobs", "{\"url\":\"http://x/\",\"cron\":\"0 3 * * *\",\"every\":\"1h\"}")
                .isProblem(422, "invalid");

        assertThat(reply.wrongFields()).isSubsetOf("cron", "every").isNotEmpty();
        assertThat(reply.text()).contains("cron").contains("every");
    }

    @Test
    void all_that_is_wrong_is_named_at_once() {
        Reply reply = ann.post("/jobs", "{\"url\":\"ftp://x/\",\"cron\":\"* * *\",\"retries\":99,\"timeout\":\"0s\"}");

        assertThat(reply.isProblem(422, "invalid").wrongFields())
                .containsExactlyInAnyOrder("url", "cron", "retries", "timeout");
    }

    @Test
    void what_cannot_be_read_and_what_will_not_do_are_named_together() {
        Reply reply = ann.post("/jobs", "{\"ulr\":\"http://x/\",\"cron\":\"* * *\",\"retries\":\"3\"}");

        assertThat(reply.isProblem(422, "invalid").wrongFields())
                .containsExactlyInAnyOrder("ulr", "url", "cron", "retries");
    }

    @Test
    void a_body_of_300_kib_is_more_than_a_job_may_send() {
        Reply reply = ann.post(
                "/jobs", "{\"url\":\"http://x/\",\"every\":\"1h\",\"body\":\"" + "x".repeat(300 * 1024) + "\"}");

        assertThat(reply.isProblem(422, "invalid").wrongFields()).containsExactly("body");
        assertThat(reply.at("detail")).contains("256 KiB");
    }

    @Test
    void a_body_of_256_kib_is_not() {
        ann.post("/jobs", "{\"url\":\"http://x/\",\"every\":\"1h\",\"body\":\"" + "x".repeat(256 * 1024) + "\"}")
                .is(201);
    }

    @Test
    void too_many_headers_and_a_header_that_cannot_be_sent_are_refused() {
        StringBuilder headers = new StringBuilder("\"a\":\"b\"");
        for (int i = 0; i < 50; i++) headers.append(",\"x-").append(i).append("\":\"y\"");

        ann.post("/jobs", "{\"url\":\"http://x/\",\"every\":\"1h\",\"headers\":{" + headers + "}}")
                .isProblem(422, "invalid");
        ann.post("/jobs", "{\"url\":\"http://x/\",\"every\":\"1h\",\"headers\":{\"a b\":\"c\"}}")
                .isProblem(422, "invalid");
        ann.post("/jobs", "{\"url\":\"http://x/\",\"every\":\"1h\",\"headers\":{\"a\":\"b\\r\\nc: d\"}}")
                .isProblem(422, "invalid");
    }
}
