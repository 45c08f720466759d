package prikke.core.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import prikke.core.db.Tx;
import prikke.core.job.Executor;
import prikke.core.job.Job;
import prikke.core.job.NewExecution;
import prikke.core.run.Claim;
import prikke.core.run.Completions;
import prikke.core.run.Intake;
import prikke.core.run.Planned;
import prikke.core.run.RunQueue;
import prikke.core.run.Trigger;
import prikke.core.schedule.Jitter;

/**
 * How executions come in. What is due soon and finds room is written as held by this node from the start and, once committed, goes
 * straight to its dispatcher: no claim, no look at the database stands between a request to run now and the run.
 */
final class EngineIntake implements Intake, Executor {
    private final InstantSource clock;
    private final RunQueue queue;
    private final Node node;
    private final Dispatcher dispatcher;
    private final PlanWriter writer;
    private final Completions completions;
    private final Runnable wakePlanner;
    private final Runnable wakeClaimer;
    private final Runnable wakeGateKeeper;

    EngineIntake(
            InstantSource clock, RunQueue queue, Node node, Dispatcher dispatcher, PlanWriter writer,
            Completions completions, Runnable wakePlanner, Runnable wakeClaimer, Runnable wakeGateKeeper) {
        this.clock = clock;
        this.queue = queue;
        this.node = node;
        this.dispatcher = dispatcher;
        this.writer = writer;
        this.completions = completions;
        this.wakePlanner = wakePlanner;
        this.wakeClaimer = wakeClaimer;
        this.wakeGateKeeper = wakeGateKeeper;
    }

    @Override
    public Runnable add(Tx tx, List<Planned> fresh) {
        return add(tx, fresh, true);
    }

    /** Adds what may be known already, from before a clock was set back or a job was edited. */
    Runnable addMissing(Tx tx, List<Planned> planned) {
        return add(tx, planned, false);
    }

    private Runnable add(Tx tx, List<Planned> planned, boolean fresh) {
        if (planned.isEmpty()) return () -> {};
        Instant now = clock.instant();
        Instant soon = now.plus(EngineConfig.AHEAD);
        int room = dispatcher.room();
        List<Planned> direct = new ArrayList<>();
        List<Planned> later = new ArrayList<>();
        for (Planned p : planned) (direct.size() < room && !p.gated() && !p.dueAt().isAfter(soon) ? direct : later).add(p);
        List<Claim> claims = insert(tx, direct, fresh, node.id(), now).stream().map(p -> p.claimed(now)).toList();
        insert(tx, later, fresh, RunQueue.NOBODY, now);
        return () -> {
            dispatcher.accept(claims);
            if (later.stream().anyMatch(p -> !p.gated())) wakeClaimer.run();
            if (later.stream().anyMatch(Planned::gated)) wakeGateKeeper.run();
        };
    }

    private List<Planned> insert(Tx tx, List<Planned> rows, boolean fresh, long holder, Instant now) {
        if (!fresh) return queue.insertMissing(tx, rows, holder, now);
        queue.insert(tx, rows, holder, now);
        return rows;
    }

    @Override
    public Runnable enqueue(Tx tx, List<NewExecution> executions) {
        List<Planned> fresh = new ArrayList<>();
        List<Planned> perhapsKnown = new ArrayList<>();
        for (NewExecution e : executions) (e.job().version() == 1 ? fresh : perhapsKnown).add(planned(e));
        Runnable first = add(tx, fresh, true);
        Runnable second = add(tx, perhapsKnown, false);
        return () -> {
            first.run();
            second.run();
        };
    }

    private static Planned planned(NewExecution e) {
        return Planned.of(e.job(), e.id(), Trigger.ONCE, e.scheduledFor(), dueAt(e.job(), e.scheduledFor()));
    }

    /** The occurrence, plus its jitter. */
    static Instant dueAt(Job job, Instant occurrence) {
        Duration jitter = job.timing().jitter();
        return jitter == null ? occurrence : occurrence.plus(Jitter.of(job.id(), occurrence, jitter));
    }

    @Override
    public Runnable withdraw(Tx tx, UUID job, Instant after) {
        List<UUID> ids = queue.withdraw(tx, job, after);
        return () -> dispatcher.forget(ids);
    }

    @Override
    public Runnable settle(Tx tx, Job job, Instant now) {
        return addMissing(tx, writer.write(tx, job, Plan.of(job, now, now), now));
    }

    @Override
    public Runnable cancel(Tx tx, UUID job, Instant now, String reason) {
        return forgotten(queue.cancel(tx, job, now, reason));
    }

    @Override
    public Runnable cancelExecution(Tx tx, UUID execution, Instant now, String reason) {
        return forgotten(queue.cancelExecution(tx, execution, now, reason));
    }

    private Runnable forgotten(List<UUID> ended) {
        return () -> {
            dispatcher.forget(ended);
            completions.ended(ended);
            wakeGateKeeper.run();
        };
    }

    @Override
    public void wake() {
        wakePlanner.run();
    }
}
