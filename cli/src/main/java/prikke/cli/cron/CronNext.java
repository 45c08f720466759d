package prikke.cli.cron;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import prikke.cli.Failure;
import prikke.cli.Session;
import prikke.core.api.Json;
import prikke.core.schedule.HashSeed;
import prikke.core.schedule.Preview;
import prikke.core.schedule.ScheduleSpec;

/** {@code prikke cron next}. Asks no daemon. */
@Command(
        name = "next",
        description = "Print when a cron expression comes next, an instant a line. Needs no daemon.",
        footer = {"", "Example:", "  prikke cron next '30 2 * * *' --tz Europe/Oslo -n 3"})
final class CronNext implements Runnable {
    private final Session session;

    @Parameters(paramLabel = "EXPR", description = "Five fields, six with leading seconds, or a nickname such as @daily.")
    String expression = "";

    @Option(names = "--tz", paramLabel = "ZONE", description = "The time zone, such as Europe/Oslo; UTC unless given.")
    @Nullable String timezone;

    @Option(names = "--dst", paramLabel = "POLICY", description = "Fixed times at a clock change: cronie (unless given), skip or both.")
    @Nullable String dst;

    @Option(names = "-n", paramLabel = "N", description = "How many; 1 unless given.")
    int count = 1;

    @Option(names = "--from", paramLabel = "INSTANT", description = "Those after this instant; now unless given.")
    @Nullable Instant from;

    CronNext(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        if (count < 1 || count > PreviewReport.MOST) throw Failure.usage("-n must be 1 to " + PreviewReport.MOST + ".");
        Instant start = from == null ? session.clock().instant() : from;
        var parsed = new ScheduleSpec(expression, null, null, null, timezone, dst, null, null, null).parse(start, HashSeed.of(expression));
        Preview preview = Preview.of(parsed.timetable(), start, count);
        if (session.output().readable()) preview.occurrences().forEach(next -> session.output().line(Json.instant(next.instant())));
        else new PreviewReport(session.output()).print(preview);
    }
}
