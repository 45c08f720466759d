package prikke.core.run;

import static prikke.core.db.schema.Tables.ACTIVE_EXECUTIONS;
import static prikke.core.db.schema.Tables.ENDED_EXECUTIONS;

import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import prikke.core.Slice;
import prikke.core.db.Tx;
import prikke.core.db.schema.tables.ActiveExecutions;
import prikke.core.db.schema.tables.EndedExecutions;

/** Searches executions for a text. */
final class SearchStore {
    /** Through how many executions a search goes at once. */
    static final int MOST = 2000;

    /** How many may come in while it looks. */
    private static final int ARRIVALS = 200;

    private static final Field<UUID> ID = DSL.field(DSL.name("id"), SQLDataType.UUID);
    private static final ActiveExecutions A = ACTIVE_EXECUTIONS;
    private static final EndedExecutions E = ENDED_EXECUTIONS;

    /**
     * Looks through the next so many executions for the text, and no further: how long that takes does not depend on how rare it is.
     *
     * @return what was found, and the execution behind which to go on: the last of a full page, or the last that was looked at
     */
    Slice<Execution> of(Tx tx, UUID org, ExecutionFilter f, Instant now) {
        ExecutionFilter all = new ExecutionFilter(f.job(), null, null, f.since(), f.until(), null, f.earliestFirst(), f.past(), MOST + ARRIVALS);
        UUID last = lastLookedAt(tx, org, all);
        Table<Record> near = HistoryStore.both(HistoryStore.activePage(tx, org, all, now), HistoryStore.endedPage(tx, org, all)).asTable("near");
        Select<Record> matching = DSL.selectFrom(near)
                .where(matches(f))
                .and(last == null ? DSL.noCondition() : f.earliestFirst() ? ID.le(last) : ID.ge(last))
                .orderBy(HistoryStore.sorted(ID, f))
                .limit(f.limit() + 1);
        Slice<Execution> page = Slice.of(HistoryStore.fetch(tx, matching), f.limit(), Execution::id);
        return page.next() != null ? page : new Slice<>(page.items(), last);
    }

    private static Condition matches(ExecutionFilter f) {
        Condition which = DSL.or(Stream.of("job_key", "error_code", "error_message", "reason")
                .map(column -> text(column).containsIgnoreCase(f.text()))
                .toList());
        if (f.status() != null) which = which.and(text("status").eq(f.status().text()));
        return f.queue() == null ? which : which.and(text("queue").eq(f.queue()));
    }

    private static Field<String> text(String column) {
        return DSL.field(DSL.name(column), SQLDataType.VARCHAR);
    }

    /** The last of the stretch that was gone through; null where that was all there is. */
    private static @Nullable UUID lastLookedAt(Tx tx, UUID org, ExecutionFilter all) {
        var active = tx.sql().select(A.ID).from(A).where(HistoryStore.common(A.ORG_ID, A.JOB_ID, A.ID, A.QUEUE, org, all))
                .orderBy(HistoryStore.walked(A.ORG_ID, A.JOB_ID, A.ID, all)).limit(MOST).asTable("x");
        var ended = tx.sql().select(E.ID).from(E).where(HistoryStore.common(E.ORG_ID, E.JOB_ID, E.ID, E.QUEUE, org, all))
                .orderBy(HistoryStore.walked(E.ORG_ID, E.JOB_ID, E.ID, all)).limit(MOST).asTable("y");
        var ids = DSL.select(active.field(A.ID)).from(active).unionAll(DSL.select(ended.field(E.ID)).from(ended)).asTable("ids");
        return tx.sql().select(ID).from(ids).orderBy(HistoryStore.sorted(ID, all)).limit(1).offset(MOST - 1).fetchOne(ID);
    }
}
