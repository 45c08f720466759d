package prikke.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import prikke.core.api.Json;

/** One organization's backlog, all of it for a target that is slow to answer, and another's jobs beside it. */
@Timeout(60)
@Isolated("measures how soon")
class FairnessTest {
    private static final int IN_FLIGHT = 16;

    /** More than a daemon holds in memory, so that much of it waits in the database too. */
    private static final int BACKLOG = 4000;

    @Test
    void jobs_start_within_a_second_however_much_of_another_organization_s_waits_for_a_target_that_does_not_answer() {
        try (TestDaemon daemon = TestDaemon.start(Map.of("PRIKKE_ENGINE_MAX_IN_FLIGHT", Integer.toString(IN_FLIGHT)));
                Target target = new Target()) {
            TestClient greedy = daemon.newUser();
            TestClient modest = daemon.newUser();
            String later = modest.post("/jobs", "{\"url\":\"%s\",\"delay\":\"4s\"}".formatted(target.url("/201"))).is(202).at("execution_id");
            for (int i = 0; i < BACKLOG / 1000; i++) greedy.post("/jobs/batch", batch(target.url("/hold"))).is(201);
            await().until(() -> arrived(target, "/hold") >= IN_FLIGHT / 2);

            for (int i = 1; i <= 3; i++) {
                int expected = i;
                long start = System.nanoTime();
                modest.post("/jobs", "{\"url\":\"%s\"}".formatted(target.url("/200"))).is(202);
                await().pollInterval(Duration.ofMillis(5)).until(() -> arrived(target, "/200") == expected);
                assertThat(Duration.ofNanos(System.nanoTime() - start)).as("from the request to the delivery").isLessThan(Duration.ofSeconds(1));
            }
            await().until(() -> modest.get("/executions/" + later).at("status").equals("success"));
            long lag = modest.get("/executions/" + later).json().at("/lag_ms").asLong();
            assertThat(lag).as("of what was planned before and came from the database").isLessThan(1000);
            assertThat(arrived(target, "/hold")).as("the backlog still waits").isLessThan(IN_FLIGHT);
        }
    }

    private static String batch(String url) {
        ObjectNode batch = Json.mapper().createObjectNode();
        ArrayNode jobs = batch.putArray("jobs");
        for (int i = 0; i < 1000; i++) jobs.addObject().put("url", url).put("timeout", "60s");
        return batch.toString();
    }

    private static long arrived(Target target, String path) {
        return target.deliveries().stream().filter(delivery -> delivery.path().equals(path)).count();
    }
}
