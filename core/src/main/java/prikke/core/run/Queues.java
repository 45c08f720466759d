package prikke.core.run;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import prikke.core.Faults;
import prikke.core.ProblemException;
import prikke.core.account.Caller;
import prikke.core.account.Permission;
import prikke.core.audit.Action;
import prikke.core.audit.Audit;
import prikke.core.audit.Changes;
import prikke.core.audit.Subject;
import prikke.core.db.Database;
import prikke.core.db.Tx;

/** The use cases on queues. A queue that jobs name exists without being set up; then it has the defaults. */
public final class Queues {
    private static final int PURGED_AT_ONCE = 1000;

    private final Database database;
    private final InstantSource clock;
    private final RunQueue queue;
    private final Completions completions;
    private final Runnable changed;
    private final QueueSettingsStore store = new QueueSettingsStore();
    private final Audit audit;

    /**
     * @param changed is told when executions that waited may begin
     */
    public Queues(Database database, InstantSource clock, RunQueue queue, Completions completions, Runnable changed) {
        this.database = database;
        this.clock = clock;
        this.queue = queue;
        this.completions = completions;
        this.changed = changed;
        this.audit = new Audit(clock);
    }

    /** All queues that are set up or that something waits or runs in, by name. */
    public List<Queue> list(Caller caller) {
        caller.require(Permission.JOBS_READ);
        return database.read(tx -> store.list(tx, caller.org(), clock.instant()));
    }

    /**
     * One queue.
     *
     * @throws ProblemException when it is neither set up nor in use
     */
    public Queue get(Caller caller, String name) {
        caller.require(Permission.JOBS_READ);
        return database.read(tx -> find(tx, caller, name));
    }

    private Queue find(Tx tx, Caller caller, String name) {
        return store.list(tx, caller.org(), clock.instant()).stream()
                .filter(q -> q.name().equals(name))
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("queue " + QueueRules.shown(name)));
    }

    /** Sets a queue up, or changes how it is; whether it is paused stays as it is. */
    public Queue set(Caller caller, String name, QueueDraft draft) {
        caller.require(Permission.JOBS_WRITE);
        Faults faults = new Faults();
        QueueRules.checkName(name, faults);
        int concurrency = QueueRules.concurrency(draft, faults);
        RateLimit rate = QueueRules.rate(draft, faults);
        faults.throwIfAny();
        return change(caller, Action.QUEUE_SET, name, (tx, now) -> store.put(tx, caller.org(), name, concurrency, rate, now));
    }

    /** Lets nothing of the queue begin until it is resumed; what comes meanwhile waits. */
    public Queue pause(Caller caller, String name) {
        return hold(caller, name, true);
    }

    /** Lets the queue go on. */
    public Queue resume(Caller caller, String name) {
        return hold(caller, name, false);
    }

    private Queue hold(Caller caller, String name, boolean paused) {
        caller.require(Permission.JOBS_WRITE);
        Faults faults = new Faults();
        QueueRules.checkName(name, faults);
        faults.throwIfAny();
        return change(caller, paused ? Action.QUEUE_PAUSE : Action.QUEUE_RESUME, name, (tx, now) -> store.setPaused(tx, caller.org(), name, paused, now));
    }

    private interface Change {
        void make(Tx tx, Instant now);
    }

    private Queue change(Caller caller, Action action, String name, Change change) {
        Queue after = database.write(tx -> {
            Optional<Queue> before = store.settings(tx, caller.org(), name);
            change.make(tx, clock.instant());
            Bell.GATES.ring(tx);
            Queue queue = find(tx, caller, name);
            Changes changes = changes(before.orElse(null), queue);
            if (!changes.isEmpty()) audit.record(tx, caller.did(action, subject(name), changes));
            return queue;
        });
        changed.run();
        return after;
    }

    static Subject subject(String queue) {
        return new Subject("queue", null, queue);
    }

    /** How it was set up; null where it was not. */
    static Changes changes(@Nullable Queue before, @Nullable Queue after) {
        return Changes.of("concurrency", before == null ? null : before.concurrency(), after == null ? null : after.concurrency())
                .add("rate", rate(before), rate(after))
                .add("paused", before == null ? null : before.paused(), after == null ? null : after.paused());
    }

    private static @Nullable String rate(@Nullable Queue queue) {
        RateLimit rate = queue == null ? null : queue.rate();
        return rate == null ? null : rate.text();
    }

    /** Forgets how a queue is set up; what waits in it goes on under the defaults. */
    public void delete(Caller caller, String name) {
        caller.require(Permission.JOBS_WRITE);
        boolean known = database.write(tx -> {
            Bell.GATES.ring(tx);
            Optional<Queue> before = store.settings(tx, caller.org(), name);
            before.ifPresent(queue -> audit.record(tx, caller.did(Action.QUEUE_DELETE, subject(name), changes(queue, null))));
            return store.delete(tx, caller.org(), name);
        });
        if (!known) throw ProblemException.notFound("queue " + QueueRules.shown(name));
        changed.run();
    }

    /**
     * Cancels what waits in a queue, in steps; attempts under way go on.
     *
     * @return how many executions were cancelled
     */
    public int purge(Caller caller, String name) {
        caller.require(Permission.JOBS_WRITE);
        int cancelled = 0;
        while (true) {
            Purged step = database.write(purgeStep(caller, name));
            completions.ended(step.ended);
            cancelled += step.ended.size();
            if (step.looked < PURGED_AT_ONCE) return cancelled;
        }
    }

    /**
     * @param looked how many were waiting; some of them may have been let through before they could be ended
     */
    private record Purged(int looked, List<UUID> ended) {}

    private Function<Tx, Purged> purgeStep(Caller caller, String name) {
        return tx -> {
            List<UUID> some = store.waiting(tx, caller.org(), name, PURGED_AT_ONCE);
            List<UUID> ended = queue.endUnheld(tx, some, ExecutionStatus.CANCELLED, clock.instant(), "the queue was purged");
            if (!ended.isEmpty()) {
                audit.record(tx, caller.did(Action.QUEUE_PURGE, subject(name), Changes.of("cancelled", null, ended.size())));
            }
            return new Purged(some.size(), ended);
        };
    }
}
