package prikke.core.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import prikke.core.db.Database;
import prikke.core.db.Tx;
import prikke.core.job.DueJobs;
import prikke.core.job.Job;
import prikke.core.run.Planned;

/** Turns occurrences into executions, a little ahead of their time; in one transaction the executions come and the job moves on. */
final class Planner {
    private static final int MOST_IN_A_TICK = 500;

    /** How many occurrences a tick records at about the most, missed ones counted: a daemon that is killed often must still get on. */
    private static final int MOST_OCCURRENCES_IN_A_TICK = 1000;

    /** What the jobs of a tick may have to send, about; one alone may have more. */
    private static final long MOST_BYTES_IN_A_TICK = 16L << 20;

    private final Database database;
    private final InstantSource clock;
    private final PlanWriter writer;
    private final EngineIntake intake;
    private final DueJobs dueJobs = new DueJobs();

    Planner(Database database, InstantSource clock, PlanWriter writer, EngineIntake intake) {
        this.database = database;
        this.clock = clock;
        this.writer = writer;
        this.intake = intake;
    }

    Duration tick() {
        return tick(clock.instant());
    }

    /** Plans what is near; at once again if there may be more. */
    Duration tick(Instant now) {
        Done done = database.write(tx -> {
            DueJobs.Batch due = dueJobs.take(tx, now.plus(EngineConfig.AHEAD), MOST_IN_A_TICK, MOST_BYTES_IN_A_TICK);
            Map<UUID, Plan> plans = plans(due.jobs(), now);
            Runnable afterCommit = plans.isEmpty() ? () -> {} : carryOut(tx, due.jobs(), plans, now);
            return new Done(afterCommit, due.more() || plans.size() < due.jobs().size());
        });
        done.afterCommit.run();
        return done.more ? Duration.ZERO : EngineConfig.POLL;
    }

    private record Done(Runnable afterCommit, boolean more) {}

    /** A plan for each job, until enough has come together for one transaction. */
    private static Map<UUID, Plan> plans(List<Job> jobs, Instant now) {
        Map<UUID, Plan> plans = new HashMap<>();
        int occurrences = 0;
        for (Job job : jobs) {
            if (occurrences >= MOST_OCCURRENCES_IN_A_TICK) break;
            Plan plan = Plan.of(job, now, now.plus(EngineConfig.AHEAD));
            occurrences += plan.missed().size() + plan.run().size();
            plans.put(job.id(), plan);
        }
        return plans;
    }

    private Runnable carryOut(Tx tx, List<Job> jobs, Map<UUID, Plan> plans, Instant now) {
        List<DueJobs.Advance> advances = new ArrayList<>();
        for (Job job : jobs) {
            Plan plan = plans.get(job.id());
            if (plan != null) advances.add(new DueJobs.Advance(job, plan.next()));
        }
        List<Planned> run = new ArrayList<>();
        for (Job job : dueJobs.advance(tx, advances)) run.addAll(writer.write(tx, job, Objects.requireNonNull(plans.get(job.id())), now));
        return intake.addMissing(tx, run);
    }
}
