package prikke.daemon.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import prikke.core.Version;
import prikke.core.api.VersionResponse;
import prikke.daemon.TestClient;
import prikke.daemon.TestDaemon;

@ExtendWith(TestDaemon.Shared.class)
class OperationsApiTest {
    private final TestDaemon daemon;

    OperationsApiTest(TestDaemon daemon) {
        this.daemon = daemon;
    }

    @Test
    void health_is_told_to_anyone() {
        assertThat(daemon.nobody().get("//health/live").is(200).at("status")).isEqualTo("live");
        assertThat(daemon.nobody().get("//health/ready").is(200).at("status")).isEqualTo("ready");
    }

    @Test
    void the_nodes_are_told_to_who_administers_the_instance() {
        try (TestDaemon fresh = TestDaemon.start(Map.of())) {
            TestClient first = fresh.newUser();

            JsonNode node = first.get("/nodes").is(200).json().at("/data/0");
            assertThat(node.at("/state").asText()).isEqualTo("live");
            assertThat(node.at("/version").asText()).isEqualTo(Version.CURRENT);
            assertThat(node.at("/name").asText()).endsWith(":" + ProcessHandle.current().pid());
            assertThat(first.api().nodes().values()).hasSize(1);

            fresh.newUser().get("/nodes").isProblem(403, "forbidden");
            String key = first.post("/keys", "{\"name\":\"k\",\"scope\":\"admin\"}").is(201).at("token");
            fresh.nobody().as(key).get("/nodes").isProblem(403, "forbidden");
            fresh.nobody().get("/nodes").isProblem(401, "unauthorized");
        }
    }

    @Test
    void the_version_names_the_database() {
        VersionResponse version = daemon.nobody().api().version().value();

        assertThat(version).isEqualTo(new VersionResponse(Version.CURRENT, "h2", System.getProperty("java.version")));
    }
}
