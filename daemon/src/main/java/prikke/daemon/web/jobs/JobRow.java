package prikke.daemon.web.jobs;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import prikke.core.job.Job;
import prikke.core.run.Execution;
import prikke.daemon.web.Look;
import prikke.daemon.web.Moments;

/**
 * A job in a list.
 *
 * @param last the latest run that has begun, or null
 * @param next its next occurrence, or null
 * @param active whether a run of it has not ended
 */
public record JobRow(Job job, @Nullable Execution last, @Nullable Instant next, boolean active) {

    static JobRow of(Job job, @Nullable Execution last, boolean active, Instant now) {
        Instant next = job.enabled() ? job.timing().timetable(job.id()).next(now).orElse(null) : null;
        return new JobRow(job, last, next, active);
    }

    public String id() {
        return job.id().toString();
    }

    /** What it is called: by its name, its key, or where it goes. */
    public String title() {
        if (job.name() != null) return job.name();
        return job.key() != null ? job.key() : job.delivery().call().method() + " " + place();
    }

    /** Where it goes, in short. */
    public String place() {
        URI url = URI.create(job.delivery().call().url());
        String path = url.getRawPath() == null || url.getRawPath().equals("/") ? "" : url.getRawPath();
        return url.getRawAuthority() + path;
    }

    public String path() {
        return "/jobs/" + job.id();
    }

    public Look look() {
        return Look.ofJob(job.enabled(), next != null || active);
    }

    /** Its schedule in words. */
    public String when() {
        Instant once = job.timing().runAt();
        if (once != null) return "Once, " + Moments.absolute(once, job.timing().timezone());
        String words = job.timing().timetable(job.id()).description();
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
