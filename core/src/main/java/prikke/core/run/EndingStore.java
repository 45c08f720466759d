package prikke.core.run;

import static prikke.core.db.schema.Tables.ENDED_EXECUTIONS;
import static prikke.core.db.schema.Tables.FRESH_ENDS;
import static prikke.core.db.schema.Tables.OLD_ENDS;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import prikke.core.Uuid7;
import prikke.core.db.Tx;
import prikke.core.db.schema.tables.EndedExecutions;

/** The ends that have not been added to the roll-ups, and those of the history read as such. */
final class EndingStore {
    private static final EndedExecutions E = ENDED_EXECUTIONS;
    private static final Field<Integer> SIZE = DSL.field("octet_length({0})", Integer.class, FRESH_ENDS.ENTRIES);

    void add(Tx tx, byte[] entries) {
        tx.sql().insertInto(FRESH_ENDS, FRESH_ENDS.ENTRIES).values(entries).execute();
    }

    boolean any(Tx tx) {
        return tx.sql().fetchExists(FRESH_ENDS);
    }

    /** Some of the rows, and whether there are others. */
    record Some(List<Long> rows, boolean more) {}

    /** As many rows as have about so many bytes, and at least one. */
    Some some(Tx tx, int most, long bytes) {
        List<Long> ids = new ArrayList<>();
        long sum = 0;
        for (var row : tx.sql().select(FRESH_ENDS.ID, SIZE).from(FRESH_ENDS).orderBy(FRESH_ENDS.ID).limit(most).fetch()) {
            sum += row.value2();
            if (sum > bytes && !ids.isEmpty()) return new Some(ids, true);
            ids.add(row.value1());
        }
        return new Some(ids, ids.size() == most);
    }

    void read(Tx tx, List<Long> ids, Consumer<Ending> each) {
        tx.sql().select(FRESH_ENDS.ENTRIES).from(FRESH_ENDS).where(FRESH_ENDS.ID.in(ids))
                .forEach(row -> EndingCodec.decode(row.value1(), each));
    }

    void readAll(Tx tx, Consumer<Ending> each) {
        tx.sql().select(FRESH_ENDS.ENTRIES).from(FRESH_ENDS).forEach(row -> EndingCodec.decode(row.value1(), each));
    }

    void remove(Tx tx, List<Long> ids) {
        tx.sql().deleteFrom(FRESH_ENDS).where(FRESH_ENDS.ID.in(ids)).execute();
    }

    List<UUID> old(Tx tx, int most) {
        return tx.sql().select(OLD_ENDS.ID).from(OLD_ENDS).orderBy(OLD_ENDS.ID).limit(most).fetch(OLD_ENDS.ID);
    }

    void removeOld(Tx tx, List<UUID> ids) {
        tx.sql().deleteFrom(OLD_ENDS).where(tx.dialect().among(OLD_ENDS.ID, ids)).execute();
    }

    List<Ending> ofHistory(Tx tx, Collection<UUID> ids) {
        return ofHistory(tx, tx.dialect().among(E.ID, ids));
    }

    List<Ending> ofJob(Tx tx, UUID org, UUID job, Instant from, Instant to) {
        return ofHistory(tx, E.JOB_ID.eq(job).and(E.ORG_ID.eq(org)).and(E.ID.ge(Uuid7.floor(from))).and(E.ID.lt(Uuid7.floor(to))));
    }

    private static List<Ending> ofHistory(Tx tx, Condition which) {
        return tx.sql().select(E.ORG_ID, E.JOB_ID, E.TRIGGER_KIND, E.STATUS, E.SCHEDULED_FOR, E.ATTEMPTS, E.STARTED_AT, E.FINISHED_AT)
                .from(E)
                .where(which)
                .fetch(r -> Ending.of(r.value1(), r.value2(), Trigger.of(r.value3()), ExecutionStatus.of(r.value4()), r.value5(), r.value6(),
                        r.value7(), r.value8()));
    }

    /** When the first request of each was sent; those without one are left out. */
    Map<UUID, Instant> starts(Tx tx, Collection<UUID> ids) {
        Map<UUID, Instant> starts = new HashMap<>();
        tx.sql().select(E.ID, E.STARTED_AT).from(E).where(tx.dialect().among(E.ID, ids)).forEach(row -> {
            @Nullable Instant start = row.value2();
            if (start != null) starts.put(row.value1(), start);
        });
        return starts;
    }
}
