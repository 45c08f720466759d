package prikke.cli.jobs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import prikke.cli.Failure;
import prikke.cli.Session;
import prikke.cli.cron.PreviewReport;
import prikke.core.api.JobResponse;
import prikke.core.api.Json;
import prikke.core.schedule.HashSeed;
import prikke.core.schedule.Preview;
import prikke.core.schedule.ScheduleSpec;

/** {@code prikke jobs next}. Asks the daemon for the schedule and reckons here, with the daemon's own code. */
@Command(
        name = "next",
        description = "Say when a job comes next.",
        footer = {"", "Example:", "  prikke jobs next backup -n 10"})
final class JobsNext implements Runnable {
    private final Session session;

    @Parameters(paramLabel = "KEY|ID", description = "The job.")
    String idOrKey = "";

    @Option(names = "-n", paramLabel = "N", description = "How many occurrences; 5 unless given.")
    int count = 5;

    JobsNext(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        if (count < 1 || count > PreviewReport.MOST) {
            throw Failure.usage("-n must be 1 to " + PreviewReport.MOST + ".");
        }
        JobResponse job = session.client().jobs().get(idOrKey).value();
        var parsed = spec(job).restore(job.createdAt(), HashSeed.of(job.id()));
        Instant now = session.clock().instant();
        new PreviewReport(session.output()).print(Preview.of(parsed.timetable(), parsed.zone(), now, count));
        if (job.state().equals("paused")) {
            session.output().note("The job is paused: nothing runs until: prikke jobs resume " + idOrKey);
        }
    }

    private static ScheduleSpec spec(JobResponse job) {
        return new ScheduleSpec(
                job.cron(),
                job.every(),
                text(job.runAt()),
                null,
                job.timezone(),
                job.dst(),
                text(job.startsAt()),
                text(job.endsAt()),
                job.jitter());
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : Json.instant(instant);
    }
}
