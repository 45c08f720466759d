package prikke.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateTest {
    private static final String[] DAY = {"--from", "2030-01-01T00:00:00Z", "--to", "2030-01-02T00:00:00Z"};

    @TempDir
    Path folder;

    @Test
    void a_file_is_simulated_without_a_daemon() throws IOException {
        CommandRun.Result result = simulate("""
                jobs:
                  hourly: {cron: "0 * * * *", typical_duration: 90m}
                  noon: {cron: "0 12 * * *"}
                """);

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).startsWith("25 runs of 2 jobs from 2030-01-01T00:00:00.000Z to 2030-01-02T00:00:00.000Z");
        assertThat(result.out()).contains("2030-01-01 12:00", "The busiest seconds", "2030-01-01T12:00:00Z", "hourly, noon");
        assertThat(result.out()).containsPattern("hourly +24 +23 +2030-01-01T01:00:00.000Z");
        assertThat(result.out()).contains("\u2588\u2588\u2588\u2588");
    }

    @Test
    void jobs_may_stand_in_a_list_and_name_their_keys() throws IOException {
        assertThat(simulate("jobs:\\n  - {key: a, every: 1h}\\n  - {every: 2h}\\n".translateEscapes()).out()).contains("a ", "job 2");
    }

    @Test
    void a_schedule_that_is_wrong_is_named_with_its_job_and_field() throws IOException {
        CommandRun.Result result = simulate("jobs: {backup: {cron: '0 0 30 2 *'}}");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("backup", "cron", "February");
    }

    @Test
    void a_file_without_jobs_and_one_that_is_not_there_are_said_plainly() throws IOException {
        assertThat(simulate("server: {}").err()).contains("has no jobs");
        assertThat(new CommandRun(folder).run("simulate", "-f", folder.resolve("none.yaml").toString()).err()).contains("There is no file");
    }

    private CommandRun.Result simulate(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("jobs.yaml"), yaml);
        return new CommandRun(folder).run("simulate", "-f", file.toString(), DAY[0], DAY[1], DAY[2], DAY[3]);
    }
}
