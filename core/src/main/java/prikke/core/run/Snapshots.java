package prikke.core.run;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import prikke.core.db.Database;
import prikke.core.event.EventType;
import prikke.core.event.Happening.ToExecution;

/** Executions as they were when something happened to them. Whoever may see them has been asked for before. */
public final class Snapshots {
    private final Database database;
    private final InstantSource clock;
    private final HistoryStore store = new HistoryStore();

    public Snapshots(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What one attempt came to. */
    record Tried(UUID execution, int number, @Nullable Integer statusCode, @Nullable String errorCode, @Nullable String errorMessage) {}

    /** For each of what happened in an organization the execution; what there is no trace of any more is left out. */
    public Map<ToExecution, Execution> of(UUID org, Collection<ToExecution> happened) {
        Set<UUID> ids = new HashSet<>();
        Set<UUID> retried = new HashSet<>();
        for (ToExecution one : happened) {
            ids.add(one.execution());
            if (one.type() == EventType.EXECUTION_RETRYING) retried.add(one.execution());
        }
        Map<UUID, Execution> found = new HashMap<>();
        for (Execution e : database.read(tx -> store.byIds(tx, org, ids, clock.instant()))) found.put(e.id(), e);
        List<Tried> tried = retried.isEmpty() ? List.of() : database.read(tx -> store.tried(tx, retried));
        Map<ToExecution, Execution> snapshots = new HashMap<>();
        for (ToExecution one : happened) {
            Execution now = found.get(one.execution());
            if (now != null) snapshots.put(one, as(one, now, tried));
        }
        return snapshots;
    }

    private static Execution as(ToExecution happened, Execution now, List<Tried> tried) {
        return switch (happened.type()) {
            case EXECUTION_STARTED -> at(now, ExecutionStatus.RUNNING, happened.attempt() - 1, started(now, happened), null, null);
            case EXECUTION_RETRYING -> {
                Tried last = tried.stream()
                        .filter(t -> t.execution().equals(now.id()) && t.number() == happened.attempt())
                        .findFirst()
                        .orElse(null);
                yield at(now, ExecutionStatus.RETRYING, happened.attempt(), now.startedAt(), happened.at(), last);
            }
            default -> now;
        };
    }

    private static @Nullable Instant started(Execution now, ToExecution happened) {
        return now.startedAt() == null ? happened.at() : now.startedAt();
    }

    private static Execution at(
            Execution e, ExecutionStatus status, int attempts, @Nullable Instant startedAt, @Nullable Instant again, @Nullable Tried last) {
        return new Execution(
                e.id(),
                e.jobId(),
                e.jobKey(),
                e.trigger(),
                status,
                e.scheduledFor(),
                startedAt,
                null,
                last == null ? null : last.statusCode(),
                last == null ? null : last.errorCode(),
                last == null ? null : last.errorMessage(),
                attempts,
                e.maxAttempts(),
                again,
                e.queue(),
                e.priority(),
                e.replayOf(),
                null);
    }
}
