package prikke.cli.cron;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import prikke.cli.Failure;
import prikke.cli.Session;
import prikke.core.schedule.HashSeed;
import prikke.core.schedule.Preview;
import prikke.core.schedule.ScheduleSpec;

/** {@code prikke cron explain}. Asks no daemon. */
@Command(
        name = "explain",
        description = "Say a cron expression in words, and when it comes next. Needs no daemon.",
        footer = {"", "Examples:", "  prikke cron explain '0 9 * * MON-FRI' --tz Europe/Oslo", "  prikke cron explain @hourly -n 3"})
final class CronExplain implements Runnable {
    private final Session session;

    @Parameters(paramLabel = "EXPR", description = "Five fields, six with leading seconds, or a nickname such as @daily.")
    String expression = "";

    @Option(names = "--tz", paramLabel = "ZONE", description = "The time zone, such as Europe/Oslo; UTC unless given.")
    @Nullable String timezone;

    @Option(names = "--dst", paramLabel = "POLICY", description = "Fixed times at a clock change: cronie (unless given), skip or both.")
    @Nullable String dst;

    @Option(names = "-n", paramLabel = "N", description = "How many occurrences; 5 unless given.")
    int count = 5;

    @Option(names = "--from", paramLabel = "INSTANT", description = "Those after this instant, such as 2026-03-28T00:00:00Z; now unless given.")
    @Nullable Instant from;

    CronExplain(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        if (count < 1 || count > PreviewReport.MOST) {
            throw Failure.usage("-n must be 1 to " + PreviewReport.MOST + ".");
        }
        Instant start = from == null ? session.clock().instant() : from;
        var spec = new ScheduleSpec(expression, null, null, null, timezone, dst, null, null, null);
        var parsed = spec.parse(start, HashSeed.of(expression));
        new PreviewReport(session.output()).print(Preview.of(parsed.timetable(), start, count));
    }
}
