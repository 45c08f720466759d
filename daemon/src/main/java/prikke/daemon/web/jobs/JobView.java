package prikke.daemon.web.jobs;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import prikke.core.job.Job;
import prikke.core.job.SensitiveHeaders;
import prikke.core.run.Execution;
import prikke.core.schedule.Durations;
import prikke.core.stats.Figures;
import prikke.daemon.web.Bars;
import prikke.daemon.web.runs.Body;

/**
 * What a job's page shows.
 *
 * @param days what it came to in 30 days, day by day; null for a one-off
 * @param total the same together; null for a one-off
 * @param durations how long its latest runs took
 */
public record JobView(
        JobRow row, SchedulePreview schedule, @Nullable Bars days, @Nullable Figures total, DurationChart durations, List<Execution> runs) {

    public Job job() {
        return row.job();
    }

    public Map<String, String> headers() {
        return SensitiveHeaders.masked(job().delivery().call().headers());
    }

    /** What it sends, or null. */
    public @Nullable Body body() {
        byte[] bytes = job().delivery().call().body();
        return bytes == null || bytes.length == 0 ? null : Body.of(bytes, false);
    }

    public String timeout() {
        return Durations.shortForm(job().delivery().timeout());
    }

    /** How it is tried again. */
    public String retries() {
        var retry = job().delivery().retry();
        if (retry.retries() == 0) return "none";
        return retry.retries() + ", " + retry.backoff().name().toLowerCase(Locale.ROOT) + " from " + Durations.shortForm(retry.delay()) + " up to "
                + Durations.shortForm(retry.maxDelay());
    }

    public String expected() {
        String status = job().delivery().expectedStatus();
        String body = job().delivery().expectedBody();
        return (status == null ? "any 2xx" : status) + (body == null ? "" : ", and a body with " + body);
    }

    public String overlap() {
        return job().options().overlap().name().toLowerCase(Locale.ROOT);
    }

    public String misfire() {
        String misfire = job().options().misfire().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        var grace = job().options().misfireGrace();
        return grace == null ? misfire : misfire + ", within " + Durations.shortForm(grace);
    }
}
