package prikke.core.run;

import static prikke.core.db.schema.Tables.ACTIVE_EXECUTIONS;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import prikke.core.db.JsonText;
import prikke.core.db.Rows;
import prikke.core.db.Tx;
import prikke.core.job.Delivery;

/**
 * The part of the queue that is in SQL which both databases understand: rows are chosen plainly and taken by guarded updates, in
 * batches.
 */
abstract class PortableQueueStore implements QueueStore {
    private static final String COLUMNS = "id, org_id, job_id, revision_id, trigger_kind, scheduled_for, due_at, node, token,"
            + " claimed_at, attempts, lost, max_attempts, queue, priority, replay_of, overlap, gated, cancelled";

    private static final String INSERT =
            "insert into active_executions (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?, ?, ?, ?, ?, ?, false)";

    private static final String INSERT_MISSING = "insert into active_executions (" + COLUMNS + ") select cast(? as uuid), cast(? as uuid),"
            + " cast(? as uuid), cast(? as uuid), cast(? as varchar(16)), cast(? as timestamp with time zone),"
            + " cast(? as timestamp with time zone), cast(? as bigint), cast(? as bigint), cast(? as timestamp with time zone), 0, 0,"
            + " cast(? as integer), cast(? as varchar(63)), cast(? as smallint), cast(? as uuid),"
            + " cast(? as varchar(16)), cast(? as boolean), false"
            + " where not exists (select 1 from active_executions x where x.id = cast(? as uuid))"
            + " and not exists (select 1 from ended_executions y where y.id = cast(? as uuid))";

    private static final String INSERT_MISSED = "insert into ended_executions (id, org_id, job_id, revision_id, trigger_kind, status,"
            + " scheduled_for, finished_at, attempts, max_attempts, queue, priority, reason) select cast(? as uuid), cast(? as uuid),"
            + " cast(? as uuid), cast(? as uuid), cast(? as varchar(16)), 'missed', cast(? as timestamp with time zone),"
            + " cast(? as timestamp with time zone), 0, cast(? as integer), cast(? as varchar(63)), cast(? as smallint), cast(? as varchar(300))"
            + " where not exists (select 1 from active_executions x where x.id = cast(? as uuid))"
            + " and not exists (select 1 from ended_executions y where y.id = cast(? as uuid))";

    /** What {@link #claimOf} reads. */
    static final String CLAIM_COLUMNS = "a.id, a.token, a.org_id, a.job_id, j.job_key, a.trigger_kind, a.scheduled_for, a.due_at,"
            + " a.attempts, a.lost, a.max_attempts, a.gated, a.queue, a.priority, r.method, r.url, r.headers, r.body, r.timeout_ms, r.retries,"
            + " r.backoff, r.retry_delay_ms, r.max_retry_delay_ms, r.expected_status, r.expected_body, r.follow_redirects";

    private static final String CHOICE = "select " + CLAIM_COLUMNS + " from active_executions a"
            + " join job_revisions r on r.id = a.revision_id join jobs j on j.id = a.job_id where ";

    private static final String CANDIDATES = CHOICE + "a.gated = false and a.due_at <= ? and a.node = 0 order by a.due_at limit ?";

    private static final String TAKE =
            "update active_executions set node = ?, token = token + 1, claimed_at = ? where id = ? and node = 0 and token = ?";

    private static final String RETRY = "update active_executions set node = 0, due_at = ?, attempts = attempts + 1,"
            + " started_at = coalesce(started_at, ?) where id = ? and node = ? and token = ? and not cancelled";

    static final String ATTEMPT_COLUMNS = "execution_id, number, status, node, claimed_at, sent_at, answered_at, duration_ms,"
            + " status_code, error_code, error_message, signature, response_headers, response_body, response_truncated";

    private static final String INSERT_ATTEMPT =
            "insert into attempts (" + ATTEMPT_COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private static final String RELEASE = "update active_executions set node = 0 where id = ? and node = ? and token = ?";

    @Override
    public void insert(Tx tx, List<Planned> rows, long node, Instant now) {
        batch(tx, INSERT, rows, (bind, row) -> bindRow(bind, row, node, now));
    }

    @Override
    public boolean[] insertMissing(Tx tx, List<Planned> rows, long node, Instant now) {
        return batch(tx, INSERT_MISSING, rows, (bind, row) -> {
            bindRow(bind, row, node, now);
            bind.set(row.id()).set(row.id());
        });
    }

    private static void bindRow(Rows bind, Planned row, long node, Instant now) throws SQLException {
        boolean held = node != RunQueue.NOBODY;
        long token = held ? Planned.FIRST_TOKEN : 0;
        Instant claimedAt = held ? now : null;
        bind.set(row.id()).set(row.org()).set(row.job()).set(row.revision()).set(row.trigger().text());
        bind.set(row.scheduledFor()).set(row.dueAt()).set(node).set(token).set(claimedAt);
        bind.set(row.maxAttempts()).set(row.queue()).set(row.priority()).set(row.replayOf());
        bind.set(row.overlap()).set(row.gated());
    }

    @Override
    public void insertMissed(Tx tx, List<RunQueue.Missed> missed, Instant now) {
        batch(tx, INSERT_MISSED, missed, (bind, m) -> {
            Planned row = m.occurrence();
            bind.set(row.id()).set(row.org()).set(row.job()).set(row.revision()).set(row.trigger().text());
            bind.set(row.scheduledFor()).set(now).set(row.maxAttempts()).set(row.queue()).set(row.priority()).set(m.reason());
            bind.set(row.id()).set(row.id());
        });
    }

    @Override
    public List<Claim> claim(Tx tx, long node, Instant now, Instant until, int limit) {
        List<Claim> candidates = tx.jdbc(connection -> {
            try (PreparedStatement select = connection.prepareStatement(CANDIDATES)) {
                new Rows(select).set(until).set(limit);
                return claims(select, now, 1);
            }
        });
        return take(tx, node, now, candidates);
    }

    @Override
    public List<Claim> claim(Tx tx, long node, Instant now, List<UUID> ids) {
        String places = "?, ".repeat(ids.size() - 1) + "?";
        List<Claim> candidates = tx.jdbc(connection -> {
            try (PreparedStatement select = connection.prepareStatement(CHOICE + "a.id in (" + places + ") and a.node = 0")) {
                Rows bind = new Rows(select);
                for (UUID id : ids) bind.set(id);
                return claims(select, now, 1);
            }
        });
        return take(tx, node, now, candidates);
    }

    /** Takes rows in the order of their ids, so that two who want the same ones cannot block each other. */
    private static List<Claim> take(Tx tx, long node, Instant now, List<Claim> candidates) {
        List<Claim> byId = candidates.stream().sorted(Comparator.comparing(Claim::id)).toList();
        boolean[] taken = batch(tx, TAKE, byId, (bind, c) -> bind.set(node).set(now).set(c.id()).set(c.token() - 1));
        Set<UUID> ids = only(byId, taken).stream().map(Claim::id).collect(Collectors.toSet());
        return candidates.stream().filter(c -> ids.contains(c.id())).toList();
    }

    /** Reads claims; {@code raise} is what their tokens still have to grow by. */
    static List<Claim> claims(PreparedStatement select, Instant now, int raise) throws SQLException {
        List<Claim> claims = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) claims.add(claimOf(row, now, raise));
        }
        return claims;
    }

    private static Claim claimOf(ResultSet row, Instant now, int raise) throws SQLException {
        return new Claim(
                Rows.uuid(row, "id"),
                row.getLong("token") + raise,
                Rows.uuid(row, "org_id"),
                Rows.uuid(row, "job_id"),
                row.getString("job_key"),
                Trigger.of(row.getString("trigger_kind")),
                Rows.instant(row, "scheduled_for"),
                Rows.instant(row, "due_at"),
                now,
                row.getInt("attempts"),
                row.getInt("lost"),
                row.getInt("max_attempts"),
                row.getBoolean("gated"),
                row.getString("queue"),
                row.getInt("priority"),
                Delivery.stored(
                        row.getString("method"),
                        row.getString("url"),
                        row.getString("headers"),
                        row.getBytes("body"),
                        row.getLong("timeout_ms"),
                        row.getInt("retries"),
                        row.getString("backoff"),
                        row.getLong("retry_delay_ms"),
                        row.getLong("max_retry_delay_ms"),
                        row.getString("expected_status"),
                        row.getString("expected_body"),
                        row.getBoolean("follow_redirects")));
    }

    @Override
    public boolean[] retry(Tx tx, long node, List<Finish> finishes) {
        boolean[] held = batch(tx, RETRY, finishes, (bind, f) -> {
            bind.set(((Finish.Retry) f.next()).at()).set(f.result().sentAt());
            bind.set(f.claim().id()).set(node).set(f.claim().token());
        });
        addAttempts(tx, only(finishes, held));
        return held;
    }

    static void addAttempts(Tx tx, List<Finish> finishes) {
        batch(tx, INSERT_ATTEMPT, finishes, (bind, f) -> {
            AttemptResult r = f.result();
            bind.set(f.claim().id()).set(f.claim().attempt()).set(r.status().text()).set(r.node()).set(r.claimedAt());
            bind.set(r.sentAt()).set(r.answeredAt()).setOrNull(r.durationMs()).setOrNull(r.statusCode()).set(code(r));
            bind.set(r.errorMessage()).set(r.signature()).set(JsonText.of(r.responseHeaders())).set(r.responseBody()).set(r.truncated());
        });
    }

    static @Nullable String code(AttemptResult result) {
        return result.errorCode() == null ? null : result.errorCode().text();
    }

    @Override
    public void release(Tx tx, long node, List<Claim> claims) {
        batch(tx, RELEASE, claims, (bind, c) -> bind.set(c.id()).set(node).set(c.token()));
    }

    @Override
    public List<UUID> withdraw(Tx tx, UUID job, Instant after) {
        var which = ACTIVE_EXECUTIONS.JOB_ID.eq(job)
                .and(ACTIVE_EXECUTIONS.SCHEDULED_FOR.gt(after))
                .and(ACTIVE_EXECUTIONS.ATTEMPTS.eq(0))
                .and(ACTIVE_EXECUTIONS.TRIGGER_KIND.in(Trigger.SCHEDULE.text(), Trigger.ONCE.text()));
        List<UUID> ids = tx.sql().select(ACTIVE_EXECUTIONS.ID).from(ACTIVE_EXECUTIONS).where(which).forUpdate()
                .fetch(ACTIVE_EXECUTIONS.ID);
        if (!ids.isEmpty()) tx.sql().deleteFrom(ACTIVE_EXECUTIONS).where(ACTIVE_EXECUTIONS.ID.in(ids)).execute();
        return ids;
    }

    /** Binds a row. */
    interface Binder<T> {
        void bind(Rows bind, T row) throws SQLException;
    }

    /** Runs a statement for each row and says which of them it touched. */
    static <T> boolean[] batch(Tx tx, String sql, List<T> rows, Binder<T> binder) {
        if (rows.isEmpty()) return new boolean[0];
        return tx.jdbc(connection -> batch(connection, sql, rows, binder));
    }

    private static <T> boolean[] batch(Connection connection, String sql, List<T> rows, Binder<T> binder) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Rows bind = new Rows(statement);
            for (T row : rows) {
                binder.bind(bind, row);
                bind.next();
            }
            int[] counts = statement.executeBatch();
            boolean[] touched = new boolean[counts.length];
            for (int i = 0; i < counts.length; i++) touched[i] = counts[i] > 0;
            return touched;
        }
    }

    static <T> List<T> only(List<T> rows, boolean[] chosen) {
        List<T> some = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) if (chosen[i]) some.add(rows.get(i));
        return some;
    }
}
