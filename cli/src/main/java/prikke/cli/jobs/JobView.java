package prikke.cli.jobs;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import prikke.cli.DurationText;
import prikke.cli.output.Column;
import prikke.cli.output.Times;
import prikke.cli.output.View;
import prikke.core.api.ExecutionResponse;
import prikke.core.api.JobResponse;

/** How a job is shown. */
final class JobView {
    private static final List<Column<JobResponse>> COLUMNS = List.of(
            Column.text("Job", (job, times) -> reference(job)),
            Column.status("State", (job, times) -> job.state()),
            Column.<JobResponse>text("Schedule", (job, times) -> schedule(job) + zone(job)).brief((job, times) -> schedule(job)),
            Column.instant("Next", job -> job.nextRunAt()),
            Column.status("Last", (job, times) -> job.lastExecution() == null ? null : job.lastExecution().status()),
            Column.<JobResponse>text("URL", (job, times) -> job.url()).rank(1));

    private static final List<Column<JobResponse>> DETAILS = List.of(
            Column.text("Key", (job, times) -> job.key()),
            Column.text("Name", (job, times) -> job.name()),
            Column.status("State", (job, times) -> job.state()),
            Column.text("Schedule", (job, times) -> job.scheduleDescription() + expression(job)),
            Column.instant("Next", job -> job.nextRunAt()),
            Column.text("Bounds", JobView::bounds),
            Column.text("Last", (job, times) -> last(job.lastExecution(), times)),
            Column.text("Request", (job, times) -> job.method() + " " + job.url()),
            Column.text("Headers", (job, times) -> headers(job.headers())),
            Column.text("Body", (job, times) -> job.body()),
            Column.text("Timeout", (job, times) -> DurationText.shortForm(job.timeout())),
            Column.text("Retries", (job, times) -> retries(job)),
            Column.text("Success", (job, times) -> success(job)),
            Column.text("Overlap", (job, times) -> job.overlap()),
            Column.text("Misfire", (job, times) -> job.misfire()
                    + (job.misfireGrace() == null ? "" : " within " + DurationText.shortForm(job.misfireGrace()))),
            Column.text("Queue", (job, times) -> job.queue()),
            Column.text("Priority", (job, times) -> Integer.toString(job.priority())),
            Column.text("Tags", (job, times) -> String.join(", ", job.tags())),
            Column.text("Id", (job, times) -> job.id().toString()),
            Column.instant("Created", job -> job.createdAt()),
            Column.instant("Changed", job -> job.updatedAt()));

    static final View<JobResponse> VIEW = new View<>(JobResponse.class, JobView::reference, COLUMNS, DETAILS);

    private JobView() {}

    /** What to call the job by in another command. */
    static String reference(JobResponse job) {
        return job.key() == null ? job.id().toString() : job.key();
    }

    private static String schedule(JobResponse job) {
        if (job.cron() != null) {
            return job.cron();
        }
        return job.every() != null ? "every " + DurationText.shortForm(job.every()) : "once";
    }

    private static String zone(JobResponse job) {
        return job.cron() == null || job.timezone().equals("UTC") ? "" : " " + job.timezone();
    }

    private static String expression(JobResponse job) {
        return job.cron() == null ? "" : " (" + job.cron() + ", " + job.timezone() + ")";
    }

    private static @Nullable String bounds(JobResponse job, Times times) {
        String from = job.startsAt() == null ? "" : "from " + times.instant(job.startsAt()) + " ";
        String to = job.endsAt() == null ? "" : "until " + times.instant(job.endsAt());
        String both = (from + to).strip();
        return both.isEmpty() ? null : both;
    }

    private static @Nullable String last(@Nullable ExecutionResponse last, Times times) {
        return last == null ? null : last.status() + ", " + times.instant(last.scheduledFor());
    }

    private static String headers(Map<String, String> headers) {
        return headers.entrySet().stream()
                .map(header -> header.getKey() + ": " + header.getValue())
                .collect(Collectors.joining(" | "));
    }

    private static String retries(JobResponse job) {
        return job.retries() == 0
                ? "none"
                : "%d, %s from %s to %s"
                        .formatted(
                                job.retries(),
                                job.backoff(),
                                DurationText.shortForm(job.retryDelay()),
                                DurationText.shortForm(job.maxRetryDelay()));
    }

    private static String success(JobResponse job) {
        String status = job.expectedStatus() == null ? "any 2xx" : "status " + job.expectedStatus();
        return status + (job.expectedBody() == null ? "" : ", body holds " + job.expectedBody());
    }
}
