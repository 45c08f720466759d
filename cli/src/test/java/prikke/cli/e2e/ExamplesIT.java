package prikke.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code scripts/examples}: each does what it says, and tells of what goes wrong. */
@ExtendWith(Prikked.Shared.class)
class ExamplesIT {
    private static final Path EXAMPLES = Distribution.SOURCES.resolve("scripts/examples");
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private final Shell owner;
    private final Shell machine;
    private final Target target;

    ExamplesIT(Prikked prikked) {
        owner = prikked.inOrganizationOfItsOwn();
        machine = owner.without("PRIKKE_ORG")
                .with("PRIKKE_CONFIG_DIR", owner.folder().resolve("none").toString())
                .with("PRIKKE_SERVER", prikked.url())
                .with("PRIKKE_API_KEY", owner.prikke("keys", "create", "examples").out().strip())
                .with("PATH", Distribution.FOLDER.resolve("bin") + ":" + System.getenv("PATH"))
                .with("RETRY_DELAY", "1s");
        target = prikked.target();
    }

    @Test
    void the_api_by_hand() {
        var result = machine.program(EXAMPLES.resolve("curl.sh")).prikke(target.url("/by-hand"));

        assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
        assertThat(result.out()).contains("\"code\":\"stale\"").endsWith("The run ended as: success\n");
        assertThat(target.calls("/by-hand")).as("sent twice, run once").hasSize(1);
        assertThat(owner.prikke("jobs", "list", "-q").out()).isEmpty();
    }

    @Test
    void the_client_library() {
        var result = java(target.url("/by-java"));

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("attempt 1: success").endsWith("The run ended as: success\n");
        assertThat(target.calls("/by-java")).hasSize(1);

        var refused = java("gopher://example.com/");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("invalid: ", "  url: ");
    }

    private Shell.Result java(String url) {
        return machine.program(JAVA)
                .prikke("-cp", Distribution.FOLDER.resolve("lib") + "/*", EXAMPLES.resolve("RunAndWait.java").toString(), url);
    }

    @Test
    void a_step_of_a_pipeline_that_fails_the_build() {
        var well = machine.program(EXAMPLES.resolve("deploy-check")).prikke(target.url("/well"));
        assertThat(well.exitCode()).as(well.err()).isZero();
        assertThat(target.calls("/well")).singleElement().satisfies(call -> assertThat(call.method()).isEqualTo("GET"));

        // As the step of the workflow has it, once the job is there.
        owner.prikke("jobs", "edit", "deploy-check", "--url", target.url("/status/500/unwell"), "--retries", "1");
        var unwell = machine.prikke("jobs", "run", "deploy-check", "--wait");
        assertThat(unwell.exitCode()).as(unwell.err()).isEqualTo(7);
        assertThat(target.calls("/status/500/unwell")).as("tried again before it is given up").hasSize(2);
    }
}
