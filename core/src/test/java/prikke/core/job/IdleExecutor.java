package prikke.core.job;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import prikke.core.db.Tx;

/** Runs nothing. */
public final class IdleExecutor implements Executor {
    @Override
    public Runnable enqueue(Tx tx, List<NewExecution> executions) {
        return () -> {};
    }

    @Override
    public Runnable withdraw(Tx tx, UUID job, boolean all, Instant now) {
        return () -> {};
    }

    @Override
    public Runnable cancel(Tx tx, UUID job, Instant now, String reason) {
        return () -> {};
    }

    @Override
    public Runnable settle(Tx tx, Job job, Instant now) {
        return () -> {};
    }

    @Override
    public void wake() {}

    @Override
    public Runnable replan(Tx tx) {
        return () -> {};
    }
}
