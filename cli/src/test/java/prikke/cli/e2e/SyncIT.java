package prikke.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import prikke.core.api.Json;

/** Configuration as code, at the size that it is promised for. */
@ExtendWith(Prikked.Shared.class)
@Isolated("time is measured")
class SyncIT {
    private static final int JOBS = 1000;

    @TempDir
    Path folder;

    private final Prikked prikked;
    private final Shell shell;

    SyncIT(Prikked prikked) {
        this.prikked = prikked;
        this.shell = prikked.inOrganizationOfItsOwn();
    }

    @Test
    void a_thousand_jobs_are_synced_within_three_seconds_and_the_second_time_nothing_changes() throws IOException {
        Path file = Files.writeString(folder.resolve("prikke.yaml"), yaml("0 3 * * *"));
        List<Long> fresh = new ArrayList<>();
        for (int i = 0; i < 3; i++) fresh.add(took(prikked.inOrganizationOfItsOwn(), file, "1001 created"));
        took(shell, file, "1001 created");
        List<String> before = jobs().findValuesAsText("updated_at");

        long again = took(shell, file, "Nothing to do: all 1001 are as they are to be.");

        assertThat(jobs().findValuesAsText("updated_at")).hasSize(JOBS).isEqualTo(before);
        assertExportSyncsToNothingToDo();
        Files.writeString(file, yaml("30 4 * * *"));
        long changed = took(shell, file, "0 created, 1000 updated, 0 deleted, 1 unchanged.");
        long median = fresh.stream().sorted().toList().get(1);
        System.out.printf("sync of %d jobs: created %d ms (median of 3), unchanged %d ms, all changed %d ms%n", JOBS, median, again, changed);
        assertThat(List.of(median, again, changed)).allSatisfy(millis -> assertThat(millis).isLessThan(3000));
    }

    @Test
    void an_item_that_is_wrong_changes_nothing_and_is_named_by_its_line() throws IOException {
        Path file = Files.writeString(folder.resolve("prikke.yaml"), """
                jobs:
                  - key: good
                    url: http://127.0.0.1:9/
                    every: 1h
                  - key: bad
                    url: http://127.0.0.1:9/
                    cron: 0 0 30 2 *
                """);

        Shell.Result result = shell.prikke("sync", "-f", file.toString());

        assertThat(result.exitCode()).isEqualTo(5);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("error: One thing is wrong in " + file + "; nothing was changed.\n" + file + ":7: jobs[1].cron ");
        assertThat(jobs()).isEmpty();
    }

    @Test
    void what_is_exported_syncs_to_nothing_to_do_and_what_a_crontab_holds_can_be_synced() {
        Shell.Result crontab = shell.stdin("# Ping\n*/5 * * * * curl -fsS -u a:b http://127.0.0.1:9/ping >/dev/null\n")
                .prikke("import", "crontab", "-o", "yaml");
        assertThat(shell.stdin(crontab.out()).prikke("sync", "-f", "-").out()).startsWith("+ job ping\n").endsWith("1 created, 0 updated, 0 deleted, 0 unchanged.\n");

        Shell.Result exported = shell.prikke("export");

        assertThat(exported.out()).contains("# yaml-language-server: $schema=" + prikked.url(), "key: ping", "Authorization: <unchanged>");
        assertThat(shell.stdin(exported.out()).prikke("sync", "-f", "-", "--prune").out()).isEqualTo("Nothing to do: the one thing is as it says.\n");
        assertThat(Distribution.PRIKKE.resolveSibling("../share/sync.schema.json")).exists();
    }

    /** Of more jobs than a batch may have. */
    private void assertExportSyncsToNothingToDo() {
        shell.prikke("jobs", "add", "by-hand", "http://127.0.0.1:9/", "--every", "1h");
        Shell.Result exported = shell.prikke("export");
        assertThat(exported.err()).isEmpty();
        assertThat(shell.stdin(exported.out()).prikke("sync", "-f", "-").out()).isEqualTo("Nothing to do: all 1002 are as they are to be.\n");
        shell.prikke("jobs", "rm", "by-hand", "-q");
    }

    private long took(Shell in, Path file, String expected) {
        long begun = System.nanoTime();
        Shell.Result result = in.prikke("sync", "-f", file.toString());
        long millis = Duration.ofNanos(System.nanoTime() - begun).toMillis();
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains(expected);
        return millis;
    }

    private static String yaml(String cron) {
        return "queues:\n  - {name: lane, concurrency: 3}\njobs:\n" + IntStream.range(0, JOBS)
                .mapToObj(i -> "  - key: job-%d\n    url: http://127.0.0.1:9/%d\n    cron: %s\n    headers: {Authorization: Bearer %d}\n".formatted(i, i, cron, i))
                .collect(Collectors.joining());
    }

    private JsonNode jobs() throws IOException {
        Shell.Result result = shell.prikke("jobs", "list", "-o", "json");
        assertThat(result.exitCode()).as(result.err()).isZero();
        return Json.mapper().readTree(result.out());
    }
}
