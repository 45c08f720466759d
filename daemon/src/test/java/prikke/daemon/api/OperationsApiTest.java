package prikke.daemon.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import prikke.core.Version;
import prikke.core.api.VersionResponse;
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
    void the_version_names_the_database() {
        VersionResponse version = daemon.nobody().api().version().value();

        assertThat(version).isEqualTo(new VersionResponse(Version.CURRENT, "h2", System.getProperty("java.version")));
    }
}
