package prikke.daemon;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import prikke.core.db.Tx;
import prikke.core.job.Executor;
import prikke.core.job.NewExecution;
import prikke.core.run.Intake;
import prikke.core.run.Planned;
import prikke.core.run.RunQueue;
import prikke.core.run.Trigger;

/** Stands in for the engine: executions are stored and never run. */
final class StoredOnly implements Executor, Intake {
    private final RunQueue queue;
    private final InstantSource clock;

    StoredOnly(RunQueue queue, InstantSource clock) {
        this.queue = queue;
        this.clock = clock;
    }

    @Override
    public Runnable enqueue(Tx tx, List<NewExecution> executions) {
        return add(tx, executions.stream()
                .map(e -> Planned.of(e.job(), e.id(), Trigger.ONCE, e.scheduledFor(), e.scheduledFor()))
                .toList());
    }

    @Override
    public Runnable add(Tx tx, List<Planned> fresh) {
        queue.insert(tx, fresh, RunQueue.NOBODY, clock.instant());
        return () -> {};
    }

    @Override
    public Runnable withdraw(Tx tx, UUID job, Instant after) {
        queue.withdraw(tx, job, after);
        return () -> {};
    }

    @Override
    public Runnable cancel(Tx tx, UUID job, Instant now, String reason) {
        queue.cancel(tx, job, now, reason);
        return () -> {};
    }

    @Override
    public void wake() {}
}
