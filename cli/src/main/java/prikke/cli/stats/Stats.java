package prikke.cli.stats;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import prikke.cli.Session;
import prikke.cli.output.Output;
import prikke.cli.output.View;
import prikke.core.api.Answer;
import prikke.core.api.StatsFigures;
import prikke.core.api.StatsFilter;
import prikke.core.api.StatsResponse;
import prikke.core.schedule.Instants;
import prikke.core.schedule.ScheduleException;

/** {@code prikke stats}. */
@Command(
        name = "stats",
        description = "Show how many executions there were, how they went, how long they took and how late they began.",
        footer = {
            "",
            "Examples:",
            "  prikke stats",
            "  prikke stats --job backup --since 7d --by day",
            "  prikke stats --by job --since 30d -o csv > jobs.csv"
        })
public final class Stats implements Runnable {
    private static final int SPARK = 48;

    /** A longer time is drawn by the day. */
    private static final Duration HOURLY = Duration.ofDays(4);

    private final Session session;

    @Option(names = "--job", paramLabel = "KEY|ID", description = "Only of this job.")
    @Nullable String job;

    @Option(names = "--since", paramLabel = "TIME", description = "Only those due since then: 7d, or an instant; 24h unless given.")
    @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Only those due until then: 1h, or an instant; now unless given.")
    @Nullable String until;

    @Option(names = "--by", paramLabel = "hour|day|job", description = "A row for each hour, day (of UTC) or job instead of a summary.")
    @Nullable String by;

    @Option(names = {"-n", "--limit"}, paramLabel = "N", description = "Of how many jobs, the busiest; 50 unless given, 200 at the most.")
    @Nullable Integer limit;

    public Stats(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        Output output = session.output();
        boolean summary = by == null && output.readable();
        Answer<StatsResponse> stats = session.client().stats(new StatsFilter(since, until, job, summary ? resolution() : by, limit));
        if (summary) {
            summarize(output, stats.value());
        } else {
            output.report(stats, rows(stats), "job".equals(by) ? FiguresView.BY_JOB : FiguresView.BY_TIME, "No executions.");
        }
    }

    /** What the server makes of a time that is none, it says itself. */
    private String resolution() {
        if (since == null) return "hour";
        Instant now = session.clock().instant();
        try {
            return Duration.between(Instants.parseOrBack("since", since, now), now).compareTo(HOURLY) > 0 ? "day" : "hour";
        } catch (ScheduleException e) {
            return "hour";
        }
    }

    private List<Answer<StatsFigures>> rows(Answer<StatsResponse> stats) {
        if (by == null) return List.of(new Answer<>(stats.json().path("total"), StatsFigures.class));
        List<Answer<StatsFigures>> rows = new ArrayList<>();
        for (JsonNode row : stats.json().path("data")) rows.add(new Answer<>(row, StatsFigures.class));
        return rows;
    }

    private void summarize(Output output, StatsResponse stats) {
        StatsFigures total = stats.total();
        if (total.executions() == 0) {
            output.note("No executions " + span(output, stats) + ".");
            return;
        }
        output.line("Executions " + span(output, stats));
        output.line("");
        drawn(output, "Runs", Long.toString(total.executions()), stats, StatsFigures::executions);
        drawn(output, "Failed", Long.toString(FiguresView.failed(total)), stats, FiguresView::failed);
        drawn(output, "Missed", Long.toString(total.missed()), stats, StatsFigures::missed);
        labelled(output, "Skipped", Long.toString(total.skipped()));
        labelled(output, "Cancelled", Long.toString(total.cancelled()));
        String rate = FiguresView.percent(total.successRate());
        labelled(output, "Success", rate == null ? "-" : rate);
        spread(output, "Took", total.durationP50Ms(), total.durationP95Ms(), total.durationP99Ms(), total.durationMaxMs());
        spread(output, "Late", total.lagP50Ms(), total.lagP95Ms(), total.lagP99Ms(), total.lagMaxMs());
    }

    private String span(Output output, StatsResponse stats) {
        String of = job == null ? "" : "of " + job + " ";
        return of + "from " + output.times().instant(stats.since()) + " to " + output.times().instant(stats.until());
    }

    /** For a program there are the numbers alone. */
    private void drawn(Output output, String label, String number, StatsResponse stats, ToLongFunction<StatsFigures> of) {
        if (!output.times().forReader()) {
            labelled(output, label, number);
            return;
        }
        String line = Sparkline.in(session.io().out().charset()).of(stats.data().stream().mapToLong(of).toArray(), SPARK);
        labelled(output, label, (number + " ".repeat(Math.max(1, 9 - number.length())) + line).stripTrailing());
    }

    private static void spread(
            Output output, String label, @Nullable Double p50, @Nullable Double p95, @Nullable Double p99, @Nullable Double max) {
        if (p50 == null) return;
        labelled(output, label, "p50 " + FiguresView.millis(p50) + ", p95 " + FiguresView.millis(p95) + ", p99 " + FiguresView.millis(p99)
                + ", most " + FiguresView.millis(max));
    }

    private static void labelled(Output output, String label, String text) {
        output.line(label + " ".repeat(11 - label.length()) + text);
    }
}
