package prikke.core.engine;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import prikke.core.db.Tx;
import prikke.core.job.Executor;
import prikke.core.job.Job;
import prikke.core.job.NewExecution;
import prikke.core.run.Bell;
import prikke.core.run.Claim;
import prikke.core.run.Completions;
import prikke.core.run.Held;
import prikke.core.run.Holder;
import prikke.core.run.Intake;
import prikke.core.run.Planned;
import prikke.core.run.RunQueue;
import prikke.core.run.Trigger;

/**
 * How executions come in. What is due soon and finds room is written as held by this node from the start and, once committed, goes
 * straight to its dispatcher: no claim, no look at the database stands between a request to run now and the run.
 */
final class EngineIntake implements Intake, Executor {
    private final InstantSource clock;
    private final RunQueue queue;
    private final Node node;
    private final Dispatcher dispatcher;
    private final Holdings holdings;
    private final Arrivals arrivals;
    private final AtomicLong lastToken = new AtomicLong();
    private final PlanWriter writer;
    private final Completions completions;
    private final Runnable wakePlanner;
    private final Runnable wakeClaimer;
    private final Runnable wakeGateKeeper;

    EngineIntake(
            InstantSource clock, RunQueue queue, Node node, Dispatcher dispatcher, Holdings holdings, Arrivals arrivals,
            PlanWriter writer, Completions completions, Runnable wakePlanner, Runnable wakeClaimer, Runnable wakeGateKeeper) {
        this.clock = clock;
        this.queue = queue;
        this.node = node;
        this.dispatcher = dispatcher;
        this.holdings = holdings;
        this.arrivals = arrivals;
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
        Map<UUID, Integer> room = new HashMap<>();
        List<Planned> direct = new ArrayList<>();
        List<Planned> later = new ArrayList<>();
        for (Planned p : planned) {
            boolean near = node.entered() && !p.gated() && !p.dueAt().isAfter(soon);
            int left = near ? room.computeIfAbsent(p.org(), dispatcher::room) : 0;
            (left > 0 ? direct : later).add(p);
            if (left > 0) room.put(p.org(), left - 1);
        }
        Holder self = new Holder(node.id(), token(now), now);
        List<Claim> claims = insert(tx, direct, fresh, self).stream().map(p -> p.claimed(self.token(), now)).toList();
        arrivals.taken(tx, claims);
        insert(tx, later, fresh, Holder.NONE);
        if (later.stream().anyMatch(p -> !p.gated() && !p.dueAt().isAfter(soon))) Bell.DUE.ring(tx);
        if (later.stream().anyMatch(p -> p.gated() && !p.dueAt().isAfter(soon))) Bell.GATES.ring(tx);
        return () -> {
            arrivals.posted(claims);
            if (later.stream().anyMatch(p -> !p.gated() && !p.dueAt().isAfter(soon))) wakeClaimer.run();
            if (later.stream().anyMatch(Planned::gated)) wakeGateKeeper.run();
        };
    }

    private List<Planned> insert(Tx tx, List<Planned> rows, boolean fresh, Holder holder) {
        if (!fresh) return queue.insertMissing(tx, rows, holder);
        queue.insert(tx, rows, holder);
        return rows;
    }

    /** Larger than any before it, of a daemon that ran here earlier as well. */
    private long token(Instant now) {
        return lastToken.accumulateAndGet(ChronoUnit.MICROS.between(Instant.EPOCH, now), (last, micros) -> Math.max(last + 1, micros));
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
        return Planned.of(e.job(), e.id(), Trigger.ONCE, e.scheduledFor(), Planned.dueAt(e.job(), e.scheduledFor()));
    }

    @Override
    public Runnable withdraw(Tx tx, UUID job, boolean all, Instant now) {
        GivenUp given = new GivenUp(tx);
        return given.ended(queue.withdraw(tx, job, all, given, now));
    }

    @Override
    public Runnable settle(Tx tx, Job job, Instant now) {
        return addMissing(tx, writer.write(tx, job, Plan.of(job, now, now), now));
    }

    @Override
    public Runnable cancel(Tx tx, UUID job, Instant now, String reason) {
        GivenUp given = new GivenUp(tx);
        return given.ended(queue.cancel(tx, job, given, now, reason));
    }

    @Override
    public Runnable cancelExecutions(Tx tx, List<UUID> executions, Instant now, String reason) {
        GivenUp given = new GivenUp(tx);
        return given.ended(queue.cancelExecutions(tx, executions, given, now, reason));
    }

    /**
     * Takes claims out of the dispatcher's hands before anything becomes of their rows, so that no attempt can begin meanwhile; should
     * nothing come of the transaction, it gets them back. Should that stay open it does not: the next sweep lets go of what is still held.
     */
    private final class GivenUp implements RunQueue.Giving {
        private final Tx tx;
        private List<Claim> claims = List.of();

        GivenUp(Tx tx) {
            this.tx = tx;
        }

        @Override
        public List<Held> up(List<UUID> executions) {
            Set<UUID> wanted = Set.copyOf(executions);
            claims = dispatcher.giveUp(claim -> wanted.contains(claim.id()));
            if (!claims.isEmpty()) tx.onRollback(() -> dispatcher.accept(claims));
            tx.onDoubt(() -> holdings.remove(claims));
            return claims.stream().map(Claim::held).toList();
        }

        /** What is to be done once the executions have ended for good. */
        Runnable ended(List<UUID> ended) {
            return () -> {
                holdings.remove(claims);
                completions.ended(ended);
                wakeGateKeeper.run();
            };
        }
    }

    @Override
    public Runnable replan(Tx tx) {
        Bell.PLAN.ring(tx);
        return wakePlanner;
    }

    @Override
    public void wake() {
        wakePlanner.run();
    }
}
