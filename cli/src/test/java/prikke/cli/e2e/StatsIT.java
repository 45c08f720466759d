package prikke.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What ran is counted, and the daemons are told of. */
@ExtendWith(Prikked.Shared.class)
class StatsIT {
    private final Shell shell;
    private final Target target;

    StatsIT(Prikked prikked) {
        shell = prikked.inOrganizationOfItsOwn();
        target = prikked.target();
    }

    @Test
    void what_has_just_run_is_counted_by_job_in_the_summary_and_towards_the_month() {
        done("jobs", "add", "counted", target.url("/counted"), "--every", "1d");
        for (int i = 0; i < 2; i++) done("jobs", "run", "counted", "--wait");

        assertThat(done("stats")).contains("Runs       2\n", "Success    100.0 %\n", "Took       p50 ");
        assertThat(done("stats", "--by", "job").lines().map(line -> line.replaceAll(" +", " "))).last().asString().startsWith("counted 2 0 0 100.0 % ");
        assertThat(done("usage")).contains("Executions  2\n", "Jobs        1\n", "Members     1\n");
        assertThat(done("nodes", "list").lines()).hasSize(2).last().asString().contains(" live ");
        assertThat(done("runs", "list", "--search", "COUNT", "--sort", "scheduled_for", "-q").lines()).hasSize(2);
        var wrong = shell.prikke("stats", "--by", "week");
        assertThat(wrong.exitCode()).isEqualTo(5);
        assertThat(wrong.err()).contains("hour, day or job");
    }

    private String done(String... args) {
        Shell.Result result = shell.prikke(args);
        assertThat(result.exitCode()).as(result.err()).isZero();
        return result.out();
    }
}
