package prikke.core.run;

import java.time.Instant;
import java.util.List;
import prikke.core.db.Tx;

/** What H2 says in its own words: a row is moved to the history in one statement, so that nobody can get between copy and removal. */
final class H2QueueStore extends PortableQueueStore {
    private static final String MOVE = "insert into ended_executions (id, org_id, job_id, revision_id, trigger_kind, status,"
            + " scheduled_for, started_at, finished_at, status_code, error_code, error_message, attempts, max_attempts, queue, priority,"
            + " replay_of, reason) select id, org_id, job_id, revision_id, trigger_kind, cast(? as varchar(16)), scheduled_for,"
            + " coalesce(started_at, cast(? as timestamp with time zone)), cast(? as timestamp with time zone), cast(? as integer),"
            + " cast(? as varchar(32)), cast(? as varchar(1000)), attempts + 1, max_attempts, queue, priority, replay_of,"
            + " cast(? as varchar(300)) from old table (delete from active_executions where id = ? and node = ? and token = ?)";

    /** Each commit writes every page that it has touched, and in a burst, whose ids differ at random, those are nearly all however few the rows. */
    @Override
    public int batch() {
        return 1000;
    }

    @Override
    public boolean[] end(Tx tx, long node, List<Finish> finishes) {
        boolean[] held = batch(tx, MOVE, finishes, (bind, f) -> {
            Finish.End end = (Finish.End) f.next();
            AttemptResult result = f.result();
            bind.set(end.status().text()).set(result.sentAt()).set(finishedAt(f)).setOrNull(result.statusCode());
            bind.set(code(result)).set(result.errorMessage()).set(end.reason());
            bind.set(f.claim().id()).set(node).set(f.claim().token());
        });
        addAttempts(tx, only(finishes, held));
        return held;
    }

    private static Instant finishedAt(Finish finish) {
        Instant answered = finish.result().answeredAt();
        return answered == null ? finish.claim().claimedAt() : answered;
    }
}
