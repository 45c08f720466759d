package prikke.core.job;

import static prikke.core.db.schema.Tables.JOBS;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.SortField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import prikke.core.Place;
import prikke.core.db.Tx;

/**
 * Lists jobs in an order. By id and by key that is a walk along an index, which H2 takes for one only where the organization is named first;
 * by anything else the organization's jobs are gone through.
 */
final class JobListStore {
    private static final UUID LEAST = new UUID(0, 0);

    private final JobFilter filter;
    private final boolean descending;

    JobListStore(JobFilter filter) {
        this.filter = filter;
        this.descending = filter.order().descending();
    }

    List<Job> of(Tx tx, Condition which) {
        return switch (filter.order().by()) {
            case CREATED_AT -> byId(tx, which, filter.after(), filter.limit());
            case KEY -> by(tx, which, JOBS.JOB_KEY, text -> text);
            case NAME -> by(tx, which, JOBS.NAME, text -> text);
            case NEXT_RUN_AT -> by(tx, which, next(), Instant::parse);
        };
    }

    /** A one-off is not planned, and still to come until its time. */
    private Field<Instant> next() {
        Field<Instant> once = DSL.when(JOBS.ENABLED.isTrue().and(JOBS.RUN_AT.gt(filter.now())), JOBS.RUN_AT);
        return DSL.coalesce(JOBS.PLAN_AT, once);
    }

    private interface Reader<T> {
        T read(String text);
    }

    /** Those that have it by it, then the others by their ids. */
    private <T> List<Job> by(Tx tx, Condition which, Field<T> value, Reader<T> reader) {
        Place after = filter.after();
        List<Job> found = new ArrayList<>();
        if (after == null || after.value() != null) {
            Condition rest = after == null || after.value() == null ? DSL.noCondition() : beyond(value, reader.read(after.value()), after.id());
            found.addAll(fetch(tx, which.and(value.isNotNull()).and(rest), List.of(sorted(JOBS.ORG_ID), sorted(value), sorted(JOBS.ID)), filter.limit()));
            after = null;
        }
        if (found.size() < filter.limit()) found.addAll(byId(tx, which.and(value.isNull()), after, filter.limit() - found.size()));
        return found;
    }

    private <T> Condition beyond(Field<T> value, T last, UUID id) {
        Condition notBefore = descending ? value.le(last) : value.ge(last);
        return notBefore.and((descending ? value.lt(last) : value.gt(last)).or(beyond(id)));
    }

    private Condition beyond(UUID id) {
        return descending ? JOBS.ID.lt(id) : JOBS.ID.gt(id);
    }

    /** The order names the organization too, and the condition an id, that H2 walks along the index of both rather than sort all jobs. */
    private List<Job> byId(Tx tx, Condition which, @Nullable Place after, int limit) {
        Condition from = after == null ? JOBS.ID.ge(LEAST) : beyond(after.id());
        return fetch(tx, which.and(from), List.of(sorted(JOBS.ORG_ID), sorted(JOBS.ID)), limit);
    }

    private <T> SortField<T> sorted(Field<T> field) {
        return descending ? field.desc() : field.asc();
    }

    private static List<Job> fetch(Tx tx, Condition which, List<SortField<?>> order, int limit) {
        return JobStore.base(tx, which).orderBy(order).limit(limit).fetch().map(JobStore::job);
    }
}
