package prikke.core.run;

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

    private static final int MOST_PRIORITY = 9;

    /** What {@link Portion} reads. */
    static final String CLAIM_COLUMNS = "a.id, a.token, a.org_id, a.job_id, j.job_key, a.trigger_kind, a.scheduled_for, a.due_at,"
            + " a.attempts, a.lost, a.max_attempts, a.gated, a.queue, a.priority, r.method, r.url, r.headers, r.body, r.timeout_ms, r.retries,"
            + " r.backoff, r.retry_delay_ms, r.max_retry_delay_ms, r.expected_status, r.expected_body, r.follow_redirects";

    private static final String CHOICE = "select " + CLAIM_COLUMNS + " from active_executions a"
            + " join job_revisions r on r.id = a.revision_id join jobs j on j.id = a.job_id where ";

    private static final String CANDIDATES = CHOICE + "a.node = 0 and a.gated = false and a.due_at <= ? order by a.gated, a.due_at limit ?";

    private static final String NEXT_ORGANIZATION = "select org_id from active_executions where node = 0 and gated = false and org_id > ?"
            + " order by node, gated, org_id limit 1";

    private static final String ANY_DUE_OF = "select 1 from active_executions where node = 0 and gated = false and org_id = ? and priority = ?"
            + " and due_at <= ? limit 1";

    private static final String CANDIDATES_OF = CHOICE + "a.node = 0 and a.gated = false and a.org_id = ? and a.priority = ? and a.due_at <= ?"
            + " order by a.node, a.gated, a.org_id, a.priority, a.due_at limit ?";

    private static final String TAKE =
            "update active_executions set node = ?, token = token + 1, claimed_at = ? where id = ? and node = 0 and token = ?";

    private static final String RETRY = "update active_executions set node = 0, due_at = ?, attempts = attempts + 1,"
            + " started_at = coalesce(started_at, ?) where id = ? and node = ? and token = ? and not cancelled";

    static final String ATTEMPT_COLUMNS = "execution_id, number, status, node, claimed_at, sent_at, answered_at, duration_ms,"
            + " status_code, error_code, error_message, signature, response_headers, response_body, response_truncated";

    private static final String INSERT_ATTEMPT =
            "insert into attempts (" + ATTEMPT_COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private static final String RELEASE = "update active_executions set node = 0 where id = ? and node = ? and token = ?";

    private static final String POSTPONE = "update active_executions set node = 0, due_at = ? where id = ? and node = ? and token = ?";

    @Override
    public void insert(Tx tx, List<Planned> rows, Holder holder) {
        batch(tx, INSERT, rows, (bind, row) -> bindRow(bind, row, holder));
    }

    @Override
    public boolean[] insertMissing(Tx tx, List<Planned> rows, Holder holder) {
        return batch(tx, INSERT_MISSING, rows, (bind, row) -> {
            bindRow(bind, row, holder);
            bind.set(row.id()).set(row.id());
        });
    }

    private static void bindRow(Rows bind, Planned row, Holder holder) throws SQLException {
        bind.set(row.id()).set(row.org()).set(row.job()).set(row.revision()).set(row.trigger().text());
        bind.set(row.scheduledFor()).set(row.dueAt()).set(holder.node()).set(holder.token()).set(holder.since());
        bind.set(row.maxAttempts()).set(row.queue()).set(row.priority()).set(row.replayOf());
        bind.set(row.overlap()).set(row.gated());
    }

    @Override
    public boolean[] insertMissed(Tx tx, List<RunQueue.Missed> missed, Instant now) {
        return batch(tx, INSERT_MISSED, missed, (bind, m) -> {
            Planned row = m.occurrence();
            bind.set(row.id()).set(row.org()).set(row.job()).set(row.revision()).set(row.trigger().text());
            bind.set(row.scheduledFor()).set(now).set(row.maxAttempts()).set(row.queue()).set(row.priority()).set(m.reason());
            bind.set(row.id()).set(row.id());
        });
    }

    @Override
    public List<Claim> claim(Tx tx, long node, Instant now, Instant until, Room room) {
        Portion candidates = new Portion(now, room.bytes());
        tx.jdbc(connection -> {
            try (PreparedStatement select = connection.prepareStatement(CANDIDATES)) {
                new Rows(select).set(until).set(room.claims());
                return read(select, candidates);
            }
        });
        return take(tx, node, now, candidates.claims());
    }

    @Override
    public InTurn claimInTurn(Tx tx, long node, Instant now, Instant until, Room room, UUID after, Set<UUID> but) {
        return tx.jdbc(connection -> {
            List<UUID> due = new ArrayList<>();
            UUID last = after;
            int looked = 0;
            try (PreparedStatement next = connection.prepareStatement(NEXT_ORGANIZATION);
                    PreparedStatement any = connection.prepareStatement(ANY_DUE_OF)) {
                for (UUID org; looked < InTurn.MOST_ORGANIZATIONS && (org = nextOrganization(next, last)) != null; last = org) {
                    if (!but.contains(org) && anyDue(any, org, until)) due.add(org);
                    looked++;
                }
            }
            int share = InTurn.share(room.claims(), due.size());
            Portion candidates = new Portion(now, room.bytes());
            int served = 0;
            try (PreparedStatement select = connection.prepareStatement(CANDIDATES_OF)) {
                for (; served < due.size() && !candidates.full(); served++) candidatesOf(select, due.get(served), until, share, candidates);
            }
            // From the first that gets nothing, for want of memory, the next claim goes on.
            if (served < due.size()) last = due.get(served - 1);
            boolean through = looked < InTurn.MOST_ORGANIZATIONS && served == due.size();
            boolean more = !through || !after.equals(InTurn.START) || candidates.claims().size() >= share || candidates.full();
            return new InTurn(take(tx, node, now, candidates.claims()), through ? InTurn.START : last, more);
        });
    }

    private static @Nullable UUID nextOrganization(PreparedStatement select, UUID after) throws SQLException {
        new Rows(select).set(after);
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? Rows.uuid(row, "org_id") : null;
        }
    }

    private static boolean anyDue(PreparedStatement select, UUID org, Instant until) throws SQLException {
        for (int priority = MOST_PRIORITY; priority >= 0; priority--) {
            new Rows(select).set(org).set(priority).set(until);
            try (ResultSet row = select.executeQuery()) {
                if (row.next()) return true;
            }
        }
        return false;
    }

    private static void candidatesOf(PreparedStatement select, UUID org, Instant until, int limit, Portion candidates) throws SQLException {
        int left = limit;
        for (int priority = MOST_PRIORITY; priority >= 0 && left > 0 && !candidates.full(); priority--) {
            new Rows(select).set(org).set(priority).set(until).set(left);
            left -= read(select, candidates);
        }
    }

    /** Reads candidates as long as there is room for them, and says how many. */
    private static int read(PreparedStatement select, Portion candidates) throws SQLException {
        int read = 0;
        try (ResultSet row = select.executeQuery()) {
            for (; !candidates.full() && row.next(); read++) candidates.add(row, 1);
        }
        return read;
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
            while (row.next()) claims.add(Portion.claimOf(row, now, raise));
        }
        return claims;
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
    public void release(Tx tx, long node, List<Held> held) {
        batch(tx, RELEASE, held, (bind, h) -> bind.set(h.execution()).set(node).set(h.token()));
    }

    @Override
    public void postpone(Tx tx, long node, List<Postponed> postponed) {
        batch(tx, POSTPONE, postponed, (bind, p) -> bind.set(p.until()).set(p.claim().id()).set(node).set(p.claim().token()));
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
