package prikke.core.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import prikke.core.Uuid7;
import prikke.core.db.Database;
import prikke.core.db.Tx;
import prikke.core.job.DueJobs;
import prikke.core.job.Job;
import prikke.core.run.Planned;
import prikke.core.run.RunQueue;
import prikke.core.run.RunQueue.Missed;
import prikke.core.run.Trigger;

/** Turns occurrences into executions, a little ahead of their time; in one transaction the executions come and the job moves on. */
final class Planner {
    private static final Logger LOG = LoggerFactory.getLogger(Planner.class);
    private static final int MOST_IN_A_TICK = 500;

    private final Database database;
    private final InstantSource clock;
    private final RunQueue queue;
    private final EngineIntake intake;
    private final DueJobs dueJobs = new DueJobs();

    Planner(Database database, InstantSource clock, RunQueue queue, EngineIntake intake) {
        this.database = database;
        this.clock = clock;
        this.queue = queue;
        this.intake = intake;
    }

    Duration tick() {
        return tick(clock.instant());
    }

    /** Plans what is near; at once again if there may be more. */
    Duration tick(Instant now) {
        List<Runnable> afterCommit = new ArrayList<>();
        int taken = database.write(tx -> {
            List<Job> jobs = dueJobs.take(tx, now.plus(EngineConfig.AHEAD), MOST_IN_A_TICK);
            if (!jobs.isEmpty()) afterCommit.add(plan(tx, jobs, now));
            return jobs.size();
        });
        afterCommit.forEach(Runnable::run);
        return taken == MOST_IN_A_TICK ? Duration.ZERO : EngineConfig.POLL;
    }

    private Runnable plan(Tx tx, List<Job> jobs, Instant now) {
        Map<UUID, Plan> plans = new HashMap<>();
        List<DueJobs.Advance> advances = new ArrayList<>();
        for (Job job : jobs) {
            Plan plan = Plan.of(job, now, now.plus(EngineConfig.AHEAD));
            plans.put(job.id(), plan);
            advances.add(new DueJobs.Advance(job, plan.next()));
        }
        List<Planned> run = new ArrayList<>();
        for (Job job : dueJobs.advance(tx, advances)) {
            Plan plan = plans.get(job.id());
            if (plan == null) throw new IllegalStateException("A job was advanced that was not planned");
            for (Instant occurrence : plan.run()) run.add(planned(job, occurrence));
            miss(tx, job, plan, now);
        }
        return intake.addMissing(tx, run);
    }

    private void miss(Tx tx, Job job, Plan plan, Instant now) {
        if (plan.givenUp() == null) return;
        String reason = reason(job, plan);
        List<Missed> missed = new ArrayList<>();
        for (Instant occurrence : plan.missed()) missed.add(new Missed(planned(job, occurrence), reason));
        Plan.Span span = plan.span();
        if (span != null) {
            missed.add(new Missed(planned(job, span.last()), "stands for " + span.count() + " occurrences from " + span.first() + " to "
                    + span.last() + ": " + reason));
        }
        queue.recordMissed(tx, missed, now);
        int before = queue.miss(tx, job.id(), plan.givenUp(), now, reason).size();
        long count = before + plan.missed().size() + (span == null ? 0 : span.count());
        if (count > 0) LOG.warn("event=occurrences_missed job={} count={} until={}", job.id(), count, plan.givenUp());
    }

    private static String reason(Job job, Plan plan) {
        return switch (job.options().misfire()) {
            case SKIP -> "no daemon was up at the time";
            case RUN_LATEST -> plan.run().isEmpty()
                    ? "no daemon was up at the time, and its grace was over when one came"
                    : "no daemon was up at the time; the latest occurrence ran in its place";
            case RUN_ALL -> "no daemon was up at the time, and more were missed than are made up for";
        };
    }

    private static Planned planned(Job job, Instant occurrence) {
        return Planned.of(job, Uuid7.derived(job.id(), occurrence), Trigger.SCHEDULE, occurrence, EngineIntake.dueAt(job, occurrence));
    }
}
