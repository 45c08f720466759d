package prikke.core.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import prikke.core.db.Database;
import prikke.core.db.Tx;
import prikke.core.run.GateStore.Lane;
import prikke.core.run.GateStore.Settings;

/**
 * Lets executions through that a queue or an overlap policy holds back: as many as each queue's concurrency and rate allow, of a job
 * that does not run beside itself one at a time. One node does it at any moment, so that the bounds hold for the whole cluster.
 */
public final class Gates {
    /** A queue that nobody has set up runs one at a time; {@code PRODUCT.md} section 4. */
    static final int DEFAULT_CONCURRENCY = 1;

    private static final Duration ANOTHER_NODE_IS_AT_IT = Duration.ofMillis(50);

    private final Database database;
    private final RunQueue queue;
    private final GateStore store = new GateStore();

    public Gates(Database database, RunQueue queue) {
        this.database = database;
        this.queue = queue;
    }

    /**
     * What a look at the gates came to.
     *
     * @param claims what was let through, held by the node
     * @param skipped what was ended because an earlier one of its job was not done
     * @param again when to look again at the latest, if nothing else happens; null when nothing is in sight
     */
    public record Opened(List<Claim> claims, List<UUID> skipped, @Nullable Instant again) {}

    /** Lets through what may go, as much as there is room for. */
    public Opened open(long node, Instant now, Room room) {
        return database.write(tx -> {
            if (!store.lock(tx)) return new Opened(List.of(), List.of(), now.plus(ANOTHER_NODE_IS_AT_IT));
            List<UUID> skipped = queue.end(tx, store.overlapping(now), ExecutionStatus.SKIPPED, now, "an earlier execution of the job was not done");
            Pass pass = new Pass(tx, now, room.claims());
            List<Lane> lanes = store.lanes(tx, now);
            // However much waits in no queue, half is left to those that wait in one.
            pass.through(store.inTurn(tx, now, lanes.isEmpty() ? room.claims() : Math.max(1, room.claims() / 2)));
            Map<Lane, Integer> held = store.held(tx);
            for (Lane lane : lanes) pass.through(lane, held.getOrDefault(lane, 0));
            Set<UUID> going = pass.going(room.bytes());
            store.nextDue(tx, now).ifPresent(pass::again);
            return new Opened(queue.claim(tx, node, now, List.copyOf(going)), skipped, pass.again);
        });
    }

    /** What may go of a queue, or of what is in none: in the order of their turns. */
    private record Row(List<UUID> ids, @Nullable Lane lane, Rate rate) {}

    /** One look. */
    private final class Pass {
        private final Tx tx;
        private final Instant now;
        private final int limit;
        private final List<Row> rows = new ArrayList<>();
        private int chosen;
        private @Nullable Instant again;

        Pass(Tx tx, Instant now, int limit) {
            this.tx = tx;
            this.now = now;
            this.limit = limit;
        }

        void again(Instant at) {
            if (again == null || at.isBefore(again)) again = at;
        }

        /** What is in no queue. */
        void through(List<UUID> ids) {
            add(new Row(ids, null, Rate.NONE));
        }

        private void add(Row row) {
            rows.add(row);
            chosen += row.ids.size();
        }

        void through(Lane lane, int held) {
            Optional<Settings> settings = store.settings(tx, lane);
            if (settings.isPresent() && settings.get().paused()) return;
            int concurrency = settings.map(Settings::concurrency).orElse(DEFAULT_CONCURRENCY);
            int free = Math.min(concurrency - held, limit - chosen);
            if (free <= 0) return;
            Rate rate = settings.map(s -> Rate.of(s, now, concurrency)).orElse(Rate.NONE);
            add(new Row(store.inTurn(tx, lane, now, Math.min(free, rate.allowed(now))), lane, rate));
        }

        /** Those that there are bytes for; what does not fit stays where it is, and nothing of its queue's rate is used up by it. */
        Set<UUID> going(long bytes) {
            Set<UUID> going = fitting(bytes);
            if (going.size() < chosen) again(now);
            for (Row row : rows) if (row.lane != null && row.rate != Rate.NONE) gone(row, row.lane, going);
            return going;
        }

        /** The first of each row, then the second of each, until there is no room; there is always one. */
        private Set<UUID> fitting(long bytes) {
            Map<UUID, Integer> weights = store.weights(tx, rows.stream().flatMap(row -> row.ids.stream()).toList());
            Set<UUID> fitting = new LinkedHashSet<>();
            long left = Math.max(1, bytes);
            for (int turn = 0; fitting.size() < chosen; turn++) {
                for (Row row : rows) {
                    if (turn >= row.ids.size()) continue;
                    if (left <= 0) return fitting;
                    UUID id = row.ids.get(turn);
                    fitting.add(id);
                    left -= weights.getOrDefault(id, 0);
                }
            }
            return fitting;
        }

        private void gone(Row row, Lane lane, Set<UUID> going) {
            int gone = (int) row.ids.stream().filter(going::contains).count();
            Instant freeAt = row.rate.after(gone);
            if (gone > 0) store.setFreeAt(tx, lane, freeAt);
            if (freeAt.isAfter(now)) again(freeAt);
        }
    }

    /**
     * How fast a queue may go, as the generic cell rate algorithm has it: evenly, with as many at once as may run at once.
     *
     * @param from when the next one was or will be free to go; may lie in the past, by as much as the burst is worth
     */
    private record Rate(Instant from, Duration interval) {
        static final Rate NONE = new Rate(Instant.MIN, Duration.ZERO);

        static Rate of(Settings settings, Instant now, int burst) {
            Duration interval = settings.interval();
            if (interval == null) return NONE;
            Instant earliest = now.minus(interval.multipliedBy(burst - 1L));
            Instant free = settings.freeAt();
            if (free == null || free.isBefore(earliest)) return new Rate(earliest, interval);
            // Further ahead than the next ever is: the clock has been set back since.
            return new Rate(free.isAfter(now.plus(interval)) ? now : free, interval);
        }

        int allowed(Instant now) {
            if (this == NONE) return Integer.MAX_VALUE;
            if (from.isAfter(now)) return 0;
            return (int) Math.min(Integer.MAX_VALUE, Duration.between(from, now).dividedBy(interval) + 1);
        }

        Instant after(int gone) {
            return from.plus(interval.multipliedBy(gone));
        }
    }
}
