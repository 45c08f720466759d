package prikke.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Figures as a reader sees them, and as a program does. */
class StatsTest {
    private static final String FIGURES = "'start':'2026-01-01T01:00:00.000Z','end':'2026-01-02T02:00:00.000Z','job_id':null,'job_key':%s,"
            + "'executions':%d,'success':%d,'failed':2,'timeout':1,'missed':4,'skipped':0,'cancelled':0,'attempts':40,'success_rate':0.9996,"
            + "'duration_p50_ms':12.345,'duration_p95_ms':480.0,'duration_p99_ms':1500.0,'duration_max_ms':75000.0,"
            + "'lag_p50_ms':0.47,'lag_p95_ms':3.0,'lag_p99_ms':12.0,'lag_max_ms':33.0";

    private final FakeServer server;
    private final CommandRun prikke;

    StatsTest(@TempDir Path folder) throws IOException {
        server = new FakeServer();
        prikke = new CommandRun(folder).with("PRIKKE_SERVER", server.url()).with("PRIKKE_API_KEY", "pk_live_a.sk_live_b");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String figures(String key, int executions) {
        return "{" + FIGURES.formatted(key, executions, executions - 7) + "}";
    }

    private static String answer(String by, List<String> data) {
        return "{'since':'2026-01-01T01:00:00.000Z','until':'2026-01-02T02:00:00.000Z','by':" + by + ",'total':" + figures("null", 70) + ",'data':["
                + String.join(",", data) + "]}";
    }

    private static List<String> hours() {
        return IntStream.range(0, 24).mapToObj(hour -> figures("null", hour % 8)).toList();
    }

    @Test
    void a_reader_gets_a_summary_with_the_course_of_the_day_drawn() {
        server.on("GET /api/v1/stats?by=hour", 200, answer("'hour'", hours()));

        var shown = prikke.onTerminal(80).run("stats");

        assertThat(shown.exitCode()).as(shown.err()).isZero();
        assertThat(shown.out().replaceAll("\u001b\\[[0-9;]*m", "").lines().skip(1)).containsExactly(
                "",
                "Runs       70        ▂▃▄▅▆▇█ ▂▃▄▅▆▇█ ▂▃▄▅▆▇█",
                "Failed     3        ████████████████████████",
                "Missed     4        ████████████████████████",
                "Skipped    0",
                "Cancelled  0",
                "Success    99.9 %",
                "Took       p50 12 ms, p95 480 ms, p99 1.5 s, most 1m15s",
                "Late       p50 0.5 ms, p95 3.0 ms, p99 12 ms, most 33 ms");
        assertThat(shown.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void a_program_gets_the_summary_without_drawings_and_a_long_time_is_asked_for_by_the_day() {
        server.on("GET /api/v1/stats?since=30d&job=backup&by=day", 200, answer("'day'", hours()));

        var shown = prikke.run("stats", "--since", "30d", "--job", "backup");

        assertThat(shown.out().lines()).startsWith(
                "Executions of backup from 2026-01-01T01:00:00.000Z to 2026-01-02T02:00:00.000Z", "", "Runs       70", "Failed     3");
        assertThat(shown.out()).matches("\\p{ASCII}*");
    }

    @Test
    void by_job_there_is_a_row_for_each_and_one_for_the_one_offs_within_eighty_columns() {
        server.on("GET /api/v1/stats?by=job&limit=2", 200, answer("'job'", List.of(figures("'nightly-backup-of-everything'", 50), figures("null", 20))));

        var shown = prikke.onTerminal(80).run("stats", "--by", "job", "-n", "2");

        assertThat(shown.out().lines().map(String::strip)).hasSize(3).anySatisfy(line -> assertThat(line).startsWith("(one-offs)"));
        assertThat(shown.out().replaceAll("\u001b\\[[0-9;]*m", "").lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(prikke.run("stats", "--by", "job", "-n", "2", "-q").out()).isEqualTo("nightly-backup-of-everything\n(one-offs)\n");
    }

    @Test
    void documents_are_whole_and_csv_is_rows() {
        server.on("GET /api/v1/stats?by=job", 200, answer("'job'", List.of(figures("'backup'", 50))));
        server.on("GET /api/v1/stats", 200, answer("null", List.of()));

        assertThat(prikke.run("stats", "-o", "json").out()).contains("\"total\": {", "\"data\": [");
        assertThat(prikke.run("stats", "-o", "yaml").out()).contains("total:", "executions: 70");
        assertThat(prikke.run("stats", "-o", "csv").out().lines()).hasSize(2).last().asString().contains(",70,63,2,1,4,");
        assertThat(prikke.run("stats", "--by", "job", "-o", "csv").out().lines().toList()).satisfies(lines -> {
            assertThat(lines.getFirst()).startsWith("start,end,job_id,job_key,executions,success,").contains(",success_rate,duration_p50_ms,");
            assertThat(lines.getLast()).contains(",,backup,50,43,2,");
        });
    }

    @Test
    void where_nothing_ran_it_says_so() {
        server.on("GET /api/v1/stats?by=hour", 200, answer("'hour'", List.of()).replace("'executions':70", "'executions':0"));

        var shown = prikke.onTerminal(80).run("stats");

        assertThat(shown.out()).isEmpty();
        assertThat(shown.err()).startsWith("No executions from ");
    }

    @Test
    void usage_is_told_with_what_the_plan_allows() {
        server.on("GET /api/v1/usage?month=2025-12", 200, "{'month':'2025-12','since':'2025-12-01T00:00:00.000Z','until':'2026-01-01T00:00:00.000Z',"
                + "'plan':'unlimited','executions':1234,'attempts':1300,'jobs':7,'members':2,'limits':{'executions':null,'jobs':10,'members':null}}");

        assertThat(prikke.run("usage", "--month", "2025-12").out())
                .isEqualTo("Month       2025-12\nPlan        unlimited\nExecutions  1234\nAttempts    1300\nJobs        7 of 10\nMembers     2\n");
        assertThat(prikke.run("usage", "--month", "2025-12", "-o", "csv").out().lines().findFirst())
                .hasValue("month,since,until,plan,executions,attempts,jobs,members,limits");
    }

    @Test
    void nodes_fit_eighty_columns() {
        server.on("GET /api/v1/nodes", 200, "{'data':[" + IntStream.range(0, 2).mapToObj(i -> "{'id':" + i + ",'name':'a-long-host-name-" + i
                + ".example.com:12345','version':'1.0.0','started_at':'2026-01-01T00:00:00.000Z','seen_at':'2026-01-02T01:55:59.000Z',"
                + "'in_flight':12,'held':345,'skew_ms':3,'state':'live'}").collect(Collectors.joining(",")) + "],'next_cursor':null}");

        var shown = prikke.onTerminal(80).run("nodes", "list");

        assertThat(shown.out().replaceAll("\u001b\\[[0-9;]*m", "").lines()).hasSize(3).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(shown.out()).contains("live", "345");
        assertThat(prikke.run("nodes", "list", "-o", "json").out()).contains("\"skew_ms\": 3");
    }

    @Test
    void lists_are_searched_and_sorted_by_the_server() {
        server.on("GET /api/v1/jobs?q=back%20up&tag=ops&sort=-next_run_at&limit=200", 200, "{'data':[],'next_cursor':null}");
        server.on("GET /api/v1/executions?q=refused&sort=scheduled_for&limit=50", 200, "{'data':[],'next_cursor':null}");

        assertThat(prikke.run("jobs", "list", "--search", "back up", "--tag", "ops", "--sort", "-next_run_at").err()).isEqualTo("No such jobs.\n");
        assertThat(prikke.run("runs", "list", "--search", "refused", "--sort", "scheduled_for").err()).isEqualTo("No executions.\n");
    }
}
