package prikke.core.run;

import static prikke.core.db.schema.Tables.ACTIVE_EXECUTIONS;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Record4;
import prikke.core.db.Tx;
import prikke.core.db.schema.tables.ActiveExecutions;
import prikke.core.job.DueJobs;
import prikke.core.job.Job;

/**
 * Occurrences of a job that was changed while another node held them: only that node knows whether it has begun them. It is asked for
 * them, and once it has let go of one this becomes what the job, as it is by then, makes of it.
 */
final class RecalledStore {
    /** Why an occurrence that was over came to nothing. */
    static final String PAUSED = "the job was paused before it began";

    private static final ActiveExecutions A = ACTIVE_EXECUTIONS;

    private final DueJobs jobs = new DueJobs();

    /** Asks whoever holds what of the locked executions is not free. */
    void announce(Tx tx, List<UUID> locked, List<UUID> free) {
        tx.sql().update(A).set(A.WITHDRAWN, true).where(A.ID.in(locked)).and(A.ID.notIn(free)).execute();
        Bell.RECALL.ring(tx);
    }

    /** Deals with those of the given that were asked for and that nobody holds any more, unbegun. */
    void settle(Tx tx, List<UUID> ids, Instant now) {
        List<UUID> gone = new ArrayList<>();
        List<UUID> paused = new ArrayList<>();
        for (Record4<UUID, UUID, String, Instant> row : tx.sql().select(A.ID, A.JOB_ID, A.TRIGGER_KIND, A.SCHEDULED_FOR)
                .from(A)
                .where(tx.dialect().among(A.ID, ids)).and(A.WITHDRAWN).and(A.NODE.eq(RunQueue.NOBODY)).and(A.ATTEMPTS.eq(0))
                .fetch()) {
            Trigger trigger = Trigger.of(row.value3());
            Optional<Job> job = jobs.find(tx, row.value2());
            if (job.isPresent() && wants(job.get(), row.value4())) {
                renew(tx, Planned.of(job.get(), row.value1(), trigger, row.value4(), Planned.dueAt(job.get(), row.value4())));
            } else {
                boolean over = !row.value4().isAfter(now) && trigger == Trigger.SCHEDULE && job.isPresent() && !job.get().enabled();
                (over ? paused : gone).add(row.value1());
            }
        }
        if (!paused.isEmpty()) UnattemptedStore.end(tx, A.ID.in(paused), ExecutionStatus.CANCELLED, now, PAUSED);
        if (!gone.isEmpty()) tx.sql().deleteFrom(A).where(A.ID.in(gone)).execute();
    }

    private static boolean wants(Job job, Instant occurrence) {
        return job.enabled() && job.timing().timetable(job.id()).next(occurrence.minusNanos(1)).filter(occurrence::equals).isPresent();
    }

    /** In its place rather than anew: whoever changes the job once more waits for this row, and would not see another. */
    private static void renew(Tx tx, Planned as) {
        tx.sql().update(A)
                .set(A.WITHDRAWN, false)
                .set(A.REVISION_ID, as.revision())
                .set(A.DUE_AT, as.dueAt())
                .set(A.MAX_ATTEMPTS, as.maxAttempts())
                .set(A.QUEUE, as.queue())
                .set(A.PRIORITY, (short) as.priority())
                .set(A.OVERLAP, as.overlap())
                .set(A.GATED, as.gated())
                .where(A.ID.eq(as.id()))
                .execute();
        (as.gated() ? Bell.GATES : Bell.DUE).ring(tx);
    }
}
