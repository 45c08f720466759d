package prikke.core.job;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import prikke.core.db.JsonText;
import prikke.core.db.Rows;
import prikke.core.db.Tx;

/** Writes jobs by the hundred: two statements whose text is fixed, whatever their number. */
final class NewJobStore {
    private static final String REVISION = "insert into job_revisions (id, job_id, method, url, headers, body, timeout_ms, retries, backoff,"
            + " retry_delay_ms, max_retry_delay_ms, expected_status, expected_body, follow_redirects)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private static final String JOB = "insert into jobs (id, org_id, job_key, name, revision_id, cron, every_ms, anchor, run_at, timezone, dst,"
            + " starts_at, ends_at, jitter_ms, overlap, misfire, misfire_grace_ms, queue, priority, tags, enabled, version, plan_at,"
            + " created_at, updated_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    /** Adds jobs, each with its first revision. */
    void insert(Tx tx, List<Job> jobs) {
        tx.jdbc(connection -> {
            batch(connection, REVISION, jobs, NewJobStore::bindRevision);
            batch(connection, JOB, jobs, NewJobStore::bindJob);
            return jobs.size();
        });
    }

    private interface Binder {
        void bind(Rows bind, Job job) throws SQLException;
    }

    private static void batch(Connection connection, String sql, List<Job> jobs, Binder binder) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Rows bind = new Rows(statement);
            for (Job job : jobs) {
                binder.bind(bind, job);
                bind.next();
            }
            statement.executeBatch();
        }
    }

    private static void bindRevision(Rows bind, Job job) throws SQLException {
        Delivery d = job.delivery();
        bind.set(job.revision()).set(job.id()).set(d.call().method()).set(d.call().url());
        bind.set(JsonText.of(d.call().headers())).set(d.call().body());
        bind.set(d.timeout().toMillis()).set(d.retry().retries()).set(lower(d.retry().backoff()));
        bind.set(d.retry().delay().toMillis()).set(d.retry().maxDelay().toMillis());
        bind.set(d.expectedStatus()).set(d.expectedBody()).set(d.followRedirects());
    }

    private static void bindJob(Rows bind, Job job) throws SQLException {
        Timing t = job.timing();
        JobOptions o = job.options();
        bind.set(job.id()).set(job.org()).set(job.key()).set(job.name()).set(job.revision());
        bind.set(t.cron()).setOrNull(millis(t.every())).set(t.anchor()).set(t.runAt()).set(t.timezone().getId()).set(lower(t.dst()));
        bind.set(t.startsAt()).set(t.endsAt()).setOrNull(millis(t.jitter()));
        bind.set(lower(o.overlap())).set(lower(o.misfire())).setOrNull(millis(o.misfireGrace()));
        bind.set(o.queue()).set(o.priority()).set(JsonText.of(o.tags()));
        bind.set(job.enabled()).set(job.version()).set(job.planAt()).set(job.createdAt()).set(job.updatedAt());
    }

    private static @Nullable Long millis(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis();
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
