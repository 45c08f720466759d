package prikke.core.run;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import prikke.core.db.JsonText;
import prikke.core.db.Rows;
import prikke.core.db.Tx;

/**
 * Where PostgreSQL has a shorter way: a claim in one statement that passes over rows that another node is taking, and an end that
 * moves any number of rows in one. Rows come as arrays, a column each, so that the statement's text and plan stay the same.
 */
final class PostgresQueueStore extends PortableQueueStore {
    /** Takes what is due, each row by its key: an array of keys is looked up so whatever the planner believes of the table. */
    private static final String TAKEN = " taken as materialized (update active_executions a set node = ?, token = a.token + 1, claimed_at = ?"
            + " where a.id = any(array(select id from due)) returning a.*)";

    /** Looks each delivery up by its key, where a join of the planner's choice might read all jobs there are. */
    private static final String OF_TAKEN = " from taken a cross join lateral (select * from job_revisions r where r.id = a.revision_id limit 1) r"
            + " cross join lateral (select * from jobs j where j.id = a.job_id limit 1) j";

    private static final String CLAIM = "with due as materialized (select id from active_executions where gated = false and due_at <= ? and node = 0"
            + " order by due_at limit ? for update skip locked),"
            + TAKEN + " select " + CLAIM_COLUMNS + OF_TAKEN + " order by a.due_at, a.id";

    /** Compared as rows, which the index by turn can do and the one by time alone cannot: that would be read once for each priority. */
    private static final String OF_PRIORITY = "(a.priority, a.due_at) >= (p::smallint, timestamptz '-infinity') and (a.priority, a.due_at) <= (p::smallint, ?)";

    /** Each organization's first before anybody's second, so that what memory has no room for is everybody's alike. */
    private static final String IN_TURN =
            "(select t.*, row_number() over (partition by t.org_id order by t.priority desc, t.due_at, t.id) as turn from taken t)";

    /** From one organization to the next by the index alone, then of each that has something due its share. */
    private static final String CLAIM_IN_TURN = "with recursive orgs(org_id, n) as ("
            + "(select a.org_id, 1 from active_executions a where a.node = 0 and not a.gated and a.org_id > ? order by a.org_id limit 1)"
            + " union all select (select a.org_id from active_executions a where a.node = 0 and not a.gated and a.org_id > o.org_id"
            + " order by a.org_id limit 1), o.n + 1 from orgs o where o.org_id is not null and o.n < " + InTurn.MOST_ORGANIZATIONS + "),"
            + " ready as materialized (select o.org_id from orgs o where o.org_id is not null and o.org_id <> all(?)"
            + " and exists (select 1 from generate_series(0, 9) p"
            + " where exists (select 1 from active_executions a where a.node = 0 and not a.gated and a.org_id = o.org_id"
            + " and " + OF_PRIORITY + "))),"
            + " share as materialized (select greatest(1, (? + count(*) - 1) / greatest(1, count(*))) as n from ready),"
            + " due as materialized (select x.id from ready o cross join lateral (select y.id from generate_series(9, 0, -1) p"
            + " cross join lateral (select a.id from active_executions a where a.node = 0 and not a.gated and a.org_id = o.org_id"
            + " and " + OF_PRIORITY + " order by a.priority, a.due_at limit (select n from share) for update skip locked) y"
            + " limit (select n from share)) x),"
            + " seen as materialized (select count(*) as n, max(org_id::text) as last from orgs where org_id is not null)"
            + "," + TAKEN + " select share.n as share, seen.n as looked, seen.last, c.* from seen cross join share"
            // A row there always is, since how far the look went is to be known even where nothing was due.
            + " left join (select a.turn, " + CLAIM_COLUMNS + OF_TAKEN.replace("taken a", IN_TURN + " a") + ") c on true"
            + " order by c.turn, c.org_id";

    /** So that what a claim brings with it in bodies is not in memory all at once. */
    private static final int FETCHED_AT_ONCE = 100;

    /** Instants travel as microseconds since 1970, null as 0. */
    private static final String INSTANT = "timestamptz 'epoch' + nullif(f.%s, 0) * interval '1 microsecond'";

    private static final String END = "with f as materialized (select * from unnest(?::uuid[], ?::int8[], ?::text[], ?::int4[], ?::text[],"
            + " ?::text[], ?::text[], ?::int8[], ?::int8[], ?::int8[], ?::int8[], ?::int4[], ?::text[], ?::text[], ?::text[], ?::bytea[],"
            + " ?::bool[], ?::text[]) as f(id, token, status, number, attempt_status, node, reason, claimed_at, sent_at, answered_at, duration_ms,"
            + " status_code, error_code, error_message, signature, body, truncated, headers)),"
            // Looked up by their keys, whatever the planner believes of the table, and gone only under the token that they are held by;
            // the truth asked for keeps it from joining row by row.
            + " gone as (delete from active_executions a where a.id = any(array(select f.id from f)) and a.node + 0 = ?"
            + " and ((a.id, a.token) in (select f.id, f.token from f)) is true returning a.*),"
            + " ended as (insert into ended_executions (id, org_id, job_id, revision_id, trigger_kind, status, scheduled_for, started_at,"
            + " finished_at, status_code, error_code, error_message, attempts, max_attempts, queue, priority, replay_of, reason)"
            + " select g.id, g.org_id, g.job_id, g.revision_id, g.trigger_kind, f.status, g.scheduled_for,"
            + " coalesce(g.started_at, " + INSTANT.formatted("sent_at") + "), coalesce(" + INSTANT.formatted("answered_at") + ", g.claimed_at),"
            + " nullif(f.status_code, 0), f.error_code, f.error_message, g.attempts + 1, g.max_attempts, g.queue, g.priority, g.replay_of,"
            + " f.reason from gone g join f on f.id = g.id and f.token = g.token returning id),"
            + " tried as (insert into attempts (" + ATTEMPT_COLUMNS + ") select f.id, f.number, f.attempt_status, f.node, "
            + INSTANT.formatted("claimed_at") + ", " + INSTANT.formatted("sent_at") + ", " + INSTANT.formatted("answered_at")
            + ", nullif(f.duration_ms, -1), nullif(f.status_code, 0), f.error_code, f.error_message, f.signature, f.headers, f.body,"
            + " f.truncated from gone g join f on f.id = g.id and f.token = g.token)"
            + " select id, token from gone";

    @Override
    public int batch() {
        return 500;
    }

    @Override
    public List<Claim> claim(Tx tx, long node, Instant now, Instant until, Room room) {
        Portion portion = new Portion(now, room.bytes());
        tx.jdbc(connection -> {
            try (PreparedStatement update = connection.prepareStatement(CLAIM)) {
                update.setFetchSize(FETCHED_AT_ONCE);
                new Rows(update).set(until).set(room.claims()).set(node).set(now);
                try (ResultSet row = update.executeQuery()) {
                    while (row.next()) portion.add(row, 0);
                }
                return true;
            }
        });
        release(tx, node, portion.surplus());
        return portion.claims();
    }

    @Override
    public InTurn claimInTurn(Tx tx, long node, Instant now, Instant until, Room room, UUID after, Set<UUID> but) {
        Portion portion = new Portion(now, room.bytes());
        InTurn claimed = tx.jdbc(connection -> {
            try (PreparedStatement update = connection.prepareStatement(CLAIM_IN_TURN)) {
                update.setFetchSize(FETCHED_AT_ONCE);
                new Rows(update).set(after).set(but).set(until).set((long) room.claims()).set(until).set(node).set(now);
                return inTurn(update, portion, after);
            }
        });
        release(tx, node, portion.surplus());
        return claimed;
    }

    private static InTurn inTurn(PreparedStatement update, Portion portion, UUID after) throws SQLException {
        UUID last = InTurn.START;
        UUID served = null;
        boolean more = !after.equals(InTurn.START);
        try (ResultSet row = update.executeQuery()) {
            while (row.next()) {
                if (row.getInt("looked") == InTurn.MOST_ORGANIZATIONS) last = UUID.fromString(row.getString("last"));
                if (row.getObject("id") == null) continue;
                // From the first that gets nothing the next claim goes on.
                if (served == null && portion.full() && row.getLong("turn") == 1) served = portion.claims().getLast().org();
                portion.add(row, 0);
                more |= portion.claims().size() >= row.getInt("share");
            }
        }
        UUID reached = served == null ? last : served;
        return new InTurn(portion.claims(), reached, more || portion.full() || !reached.equals(InTurn.START));
    }

    @Override
    public boolean[] end(Tx tx, long node, List<Finish> finishes) {
        Set<Held> ended = tx.jdbc(connection -> {
            try (PreparedStatement move = connection.prepareStatement(END)) {
                Columns columns = new Columns(move, finishes);
                columns.uuids(f -> f.claim().id()).longs(f -> f.claim().token()).texts(f -> ((Finish.End) f.next()).status().text());
                columns.ints(f -> f.claim().attempt()).texts(f -> f.result().status().text()).texts(f -> f.result().node());
                columns.texts(f -> ((Finish.End) f.next()).reason()).instants(f -> f.result().claimedAt()).instants(f -> f.result().sentAt());
                columns.instants(f -> f.result().answeredAt()).longs(f -> orElse(f.result().durationMs(), -1));
                columns.ints(f -> f.result().statusCode() == null ? 0 : f.result().statusCode()).texts(f -> code(f.result()));
                columns.texts(f -> f.result().errorMessage()).texts(f -> f.result().signature()).bytes(f -> f.result().responseBody());
                columns.booleans(f -> f.result().truncated()).texts(f -> JsonText.of(f.result().responseHeaders()));
                columns.last(node);
                return held(move);
            }
        });
        boolean[] held = new boolean[finishes.size()];
        for (int i = 0; i < held.length; i++) {
            Claim claim = finishes.get(i).claim();
            held[i] = ended.contains(new Held(claim.id(), claim.token()));
        }
        return held;
    }

    private static long orElse(@Nullable Long value, long otherwise) {
        return value == null ? otherwise : value;
    }

    private static Set<Held> held(PreparedStatement statement) throws SQLException {
        Set<Held> held = new HashSet<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) held.add(new Held(Rows.uuid(row, "id"), row.getLong("token")));
        }
        return held;
    }

    /** Binds each column of the rows as one array. */
    private static final class Columns {
        private final PreparedStatement statement;
        private final List<Finish> rows;
        private int at;

        Columns(PreparedStatement statement, List<Finish> rows) {
            this.statement = statement;
            this.rows = rows;
        }

        private Columns array(String type, Object values) throws SQLException {
            Array array = statement.getConnection().createArrayOf(type, (Object[]) values);
            statement.setArray(++at, array);
            return this;
        }

        Columns uuids(Function<Finish, UUID> column) throws SQLException {
            return array("uuid", rows.stream().map(column).toArray());
        }

        Columns longs(ToLongFunction<Finish> column) throws SQLException {
            return array("int8", rows.stream().map(column::applyAsLong).toArray(Long[]::new));
        }

        Columns ints(Function<Finish, Integer> column) throws SQLException {
            return array("int4", rows.stream().map(column).toArray(Integer[]::new));
        }

        Columns instants(Function<Finish, @Nullable Instant> column) throws SQLException {
            return longs(f -> {
                Instant instant = column.apply(f);
                return instant == null ? 0 : ChronoUnit.MICROS.between(Instant.EPOCH, instant);
            });
        }

        Columns texts(Function<Finish, @Nullable String> column) throws SQLException {
            return array("text", rows.stream().map(column).toArray(String[]::new));
        }

        Columns bytes(Function<Finish, byte @Nullable []> column) throws SQLException {
            return array("bytea", rows.stream().map(column).toArray(byte[][]::new));
        }

        Columns booleans(Function<Finish, Boolean> column) throws SQLException {
            return array("bool", rows.stream().map(column).toArray(Boolean[]::new));
        }

        void last(long value) throws SQLException {
            statement.setLong(++at, value);
        }
    }
}
