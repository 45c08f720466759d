package prikke.core.job;

import static prikke.core.db.schema.Tables.JOBS;
import static prikke.core.db.schema.Tables.JOB_REVISIONS;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import prikke.core.db.Dialect;
import prikke.core.db.Tx;

/** The recurring jobs whose next occurrence is near, for the planner to take and move on. */
public final class DueJobs {
    private static final Field<Integer> WEIGHT = DSL.field("coalesce(octet_length({0}), 0) + octet_length({1})", Integer.class,
            JOB_REVISIONS.BODY, JOB_REVISIONS.HEADERS);

    /**
     * A job moved on.
     *
     * @param planAt its next occurrence to be planned, or null when there is none any more
     */
    public record Advance(Job job, @Nullable Instant planAt) {}

    /** Some of the jobs to be planned, and whether there may be more of them. */
    public record Batch(List<Job> jobs, boolean more) {}

    /**
     * Jobs to be planned by the given instant, the most urgent first; on PostgreSQL without those that another node is planning.
     *
     * @param bytes about how much memory they may take up together, though there is always one
     */
    public Batch take(Tx tx, Instant until, int limit, long bytes) {
        var due = tx.sql().select(JOBS.ID, WEIGHT)
                .from(JOBS)
                .join(JOB_REVISIONS)
                .on(JOB_REVISIONS.ID.eq(JOBS.REVISION_ID))
                .where(JOBS.PLAN_AT.le(until))
                .orderBy(JOBS.PLAN_AT)
                .limit(limit);
        var weighed = (tx.dialect() == Dialect.POSTGRESQL ? due.forUpdate().of(JOBS).skipLocked() : due).fetch();
        List<UUID> taken = new ArrayList<>();
        long sum = 0;
        for (var row : weighed) {
            sum += row.value2();
            if (sum > bytes && !taken.isEmpty()) break;
            taken.add(row.value1());
        }
        return new Batch(withRevisions(tx, taken, until), weighed.size() == limit || taken.size() < weighed.size());
    }

    /** Once more by their time: where nothing locks them, a job may have been paused, deleted or moved on since it was weighed. */
    private static List<Job> withRevisions(Tx tx, List<UUID> ids, Instant until) {
        if (ids.isEmpty()) return List.of();
        return tx.sql().select(JOBS.fields())
                .select(JOB_REVISIONS.fields())
                .from(JOBS)
                .join(JOB_REVISIONS)
                .on(JOB_REVISIONS.ID.eq(JOBS.REVISION_ID))
                .where(tx.dialect().among(JOBS.ID, ids))
                .and(JOBS.PLAN_AT.le(until))
                .orderBy(JOBS.PLAN_AT)
                .fetch()
                .map(JobStore::job);
    }

    /** Moves jobs on; says which of them were still as they were read. */
    public List<Job> advance(Tx tx, List<Advance> advances) {
        int[] counts = tx.sql().batch(advances.stream()
                        .map(a -> tx.sql().update(JOBS)
                                .set(JOBS.PLAN_AT, a.planAt())
                                .where(JOBS.ID.eq(a.job().id()))
                                .and(JOBS.VERSION.eq(a.job().version()))
                                .and(JOBS.PLAN_AT.eq(Objects.requireNonNull(a.job().planAt()))))
                        .toList())
                .execute();
        return IntStream.range(0, counts.length).filter(i -> counts[i] == 1).mapToObj(i -> advances.get(i).job()).toList();
    }

    /** The job as it is now, whoever owns it; empty when it was deleted. */
    public Optional<Job> find(Tx tx, UUID id) {
        return tx.sql().select(JOBS.fields())
                .select(JOB_REVISIONS.fields())
                .from(JOBS)
                .join(JOB_REVISIONS)
                .on(JOB_REVISIONS.ID.eq(JOBS.REVISION_ID))
                .where(JOBS.ID.eq(id))
                .and(JOBS.DELETED_AT.isNull())
                .fetchOptional()
                .map(JobStore::job);
    }
}
