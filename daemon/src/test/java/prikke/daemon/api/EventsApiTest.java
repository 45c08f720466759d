package prikke.daemon.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import prikke.core.api.EventFilter;
import prikke.core.api.EventStream;
import prikke.core.api.StreamedEvent;
import prikke.daemon.EventReader;
import prikke.daemon.EventReader.Frame;
import prikke.daemon.Target;
import prikke.daemon.TestClient;
import prikke.daemon.TestDaemon;

/** What is told of, to whom, and how a client goes on. */
@ExtendWith(TestDaemon.Shared.class)
class EventsApiTest {
    private final TestDaemon daemon;
    private TestClient user;
    private Target target;

    EventsApiTest(TestDaemon daemon) {
        this.daemon = daemon;
    }

    @BeforeEach
    void open() {
        user = daemon.newUser();
        target = new Target();
    }

    @AfterEach
    void close() {
        target.close();
    }

    private String job(String key, String path) {
        return user.put("/jobs/" + key, "{\"url\":\"%s\",\"cron\":\"0 0 1 1 *\"}".formatted(target.url(path))).is(201).at("id");
    }

    private String run(String key) {
        return user.post("/jobs/" + key + "/run").is(201).at("id");
    }

    @Test
    void tells_of_an_execution_as_it_ends() {
        String job = job("nightly", "/200");
        try (EventReader events = EventReader.open(user, "?types=execution.succeeded", null)) {
            String id = run("nightly");

            JsonNode event = events.event().json();

            assertThat(event.at("/type").asText()).isEqualTo("execution.succeeded");
            assertThat(event.at("/execution/id").asText()).isEqualTo(id);
            assertThat(event.at("/execution/job_id").asText()).isEqualTo(job);
            assertThat(event.at("/execution/job_key").asText()).isEqualTo("nightly");
            assertThat(event.at("/execution/status").asText()).isEqualTo("success");
            assertThat(event.at("/execution/status_code").asInt()).isEqualTo(200);
            assertThat(event.at("/at").asText()).isNotBlank();
        }
    }

    @Test
    void tells_of_all_that_is_done_to_a_job() {
        try (EventReader events = EventReader.open(user, "?types=job", null)) {
            String id = job("report", "/200");
            user.patch("/jobs/report", "{\"name\":\"Report\"}").is(200);
            user.post("/jobs/report/pause").is(200);
            user.post("/jobs/report/resume").is(200);
            user.delete("/jobs/report").is(204);

            List<Frame> told = events.events(5);

            assertThat(told).extracting(Frame::event)
                    .containsExactly("job.created", "job.updated", "job.paused", "job.resumed", "job.deleted");
            assertThat(told).extracting(Frame::subject).containsOnly(id);
            assertThat(told.get(2).json().at("/job").toString())
                    .isEqualTo("{\"id\":\"" + id + "\",\"key\":\"report\",\"name\":\"Report\",\"enabled\":false}");
        }
    }

    @Test
    void goes_on_after_the_last_event_that_came() {
        job("nightly", "/200");
        String id;
        try (EventReader events = EventReader.open(user, "?types=execution.succeeded", null)) {
            run("nightly");
            events.event();
            id = events.lastId();
        }
        String missed = run("nightly");
        user.get("/executions/" + missed + "?wait=10s").is(200);

        try (EventReader events = EventReader.open(user, "?types=execution.succeeded", id)) {
            String next = run("nightly");

            assertThat(events.events(2)).extracting(Frame::subject).containsExactly(missed, next);
        }
    }

    @Test
    void an_execution_that_is_tried_again_is_told_of_each_time() {
        user.put("/jobs/flaky", "{\"url\":\"%s\",\"cron\":\"0 0 1 1 *\",\"retries\":1,\"retry_delay\":\"1s\",\"backoff\":\"fixed\"}"
                .formatted(target.url("/500"))).is(201);
        try (EventReader events = EventReader.open(user, "?types=execution&job=flaky", null)) {
            String id = run("flaky");

            List<Frame> told = events.events(4);

            assertThat(told).extracting(Frame::event)
                    .containsExactly("execution.started", "execution.retrying", "execution.started", "execution.failed");
            assertThat(told).extracting(Frame::subject).containsOnly(id);
            assertThat(told.get(1).json().at("/execution/attempts").asInt()).isEqualTo(1);
            assertThat(told.get(1).json().at("/execution/status").asText()).isEqualTo("retrying");
            assertThat(told.get(1).json().at("/execution/next_attempt_at").asText()).isNotBlank();
            assertThat(told.get(3).json().at("/execution/error_code").asText()).isEqualTo("http_status");
        }
    }

    @Test
    void nothing_is_told_of_other_organizations_nor_of_their_jobs() {
        TestClient other = daemon.newUser();
        job("mine", "/200");
        other.get("/events?job=mine").isProblem(404, "not_found");
        try (EventReader theirs = EventReader.open(other);
                EventReader mine = EventReader.open(user)) {
            run("mine");
            mine.event();
            other.put("/jobs/theirs", "{\"url\":\"%s\",\"every\":\"1d\"}".formatted(target.url("/200"))).is(201);

            assertThat(theirs.event().json().at("/job/key").asText()).as("the first that they hear of").isEqualTo("theirs");
        }
    }

    @Test
    void credentials_are_not_told() {
        try (EventReader events = EventReader.open(user)) {
            user.put("/jobs/secret", "{\"url\":\"%s\",\"every\":\"1d\",\"headers\":{\"Authorization\":\"Bearer hunter2hunter2\"}}"
                    .formatted(target.url("/200?token=hunter2hunter2"))).is(201);
            run("secret");

            assertThat(events.events(2)).allSatisfy(frame -> assertThat(frame.data()).doesNotContain("hunter2"));
        }
    }

    @Test
    void a_key_that_is_revoked_hears_no_more() {
        var made = user.post("/keys", "{\"name\":\"ears\",\"scope\":\"read\"}").is(201);
        try (EventReader events = EventReader.open(daemon.nobody().as(made.at("token")))) {
            user.delete("/keys/" + made.at("id")).is(204);

            assertThat(events.event().json().at("/code").asText()).isEqualTo("unauthorized");
            assertThat(events.ends()).isTrue();
        }
    }

    @Test
    void a_session_that_is_ended_hears_no_more() {
        try (EventReader events = EventReader.open(user)) {
            user.post("/auth/logout").is(204);

            assertThat(events.event().json().at("/code").asText()).isEqualTo("unauthorized");
            assertThat(events.ends()).isTrue();
        }
    }

    @Test
    void a_member_who_is_removed_hears_no_more() {
        String org = user.get("/orgs").json().at("/data/0/id").asText();
        TestClient member = daemon.newUser();
        String invite = user.post("/orgs/" + org + "/invites", "{\"role\":\"viewer\"}").is(201).at("token");
        member.post("/invites/" + invite + "/accept").is(200);
        try (EventReader events = EventReader.open(member.in(org))) {
            user.delete("/orgs/" + org + "/members/" + member.get("/me").at("user/id")).is(204);

            assertThat(events.event().json().at("/code").asText()).isEqualTo("unauthorized");
        }
    }

    @Test
    void what_is_asked_for_wrongly_is_refused_with_what_there_is() {
        assertThat(user.get("/events?types=execution.succeded").isProblem(400, "bad_request").at("detail"))
                .contains("Did you mean execution.succeeded?");
        assertThat(user.get("/events?status=done").isProblem(400, "bad_request").at("detail")).contains("status takes running, retrying, success");
        user.get("/events?since=1h").isProblem(400, "bad_request");
        user.get("/events?job=nonesuch").isProblem(404, "not_found");
        assertThat(user.send("HEAD", "/events", Map.of()).is(200).text()).isEmpty();
    }

    @Test
    void an_id_that_is_none_of_this_server_s_is_told_to_be() {
        try (EventReader events = EventReader.open(user, "", "0badcafe-12")) {
            Frame first = events.event();

            assertThat(first.event()).isEqualTo("reset");
            assertThat(first.json().at("/detail").asText()).contains("no event of this server");
            job("after", "/200");
            assertThat(events.event().event()).isEqualTo("job.created");
        }
    }

    @Test
    void the_public_client_takes_them_as_records() {
        job("nightly", "/200");
        try (EventStream events = user.api().events(new EventFilter("nightly", null, "success"))) {
            String id = run("nightly");

            assertThat(events.next()).isInstanceOfSatisfying(StreamedEvent.Happened.class, happened -> {
                assertThat(happened.type()).isEqualTo("execution.succeeded");
                assertThat(happened.value().execution()).satisfies(run -> assertThat(run.id()).hasToString(id));
            });
        }
    }
}
