package prikke.daemon.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
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
}
