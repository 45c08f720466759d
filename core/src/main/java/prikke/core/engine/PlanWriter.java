package prikke.core.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import prikke.core.Uuid7;
import prikke.core.db.Tx;
import prikke.core.job.Job;
import prikke.core.run.Planned;
import prikke.core.run.RunQueue;
import prikke.core.run.RunQueue.Missed;
import prikke.core.run.Trigger;

/** Puts a plan into effect, short of running: records what was missed and says which executions are to come of the rest. */
final class PlanWriter {
    private static final Logger LOG = LoggerFactory.getLogger(PlanWriter.class);

    private final RunQueue queue;

    PlanWriter(RunQueue queue) {
        this.queue = queue;
    }

    /** Records the missed occurrences of the plan and returns the executions to be queued. */
    List<Planned> write(Tx tx, Job job, Plan plan, Instant now) {
        if (plan.givenUp() != null) miss(tx, job, plan, plan.givenUp(), now);
        return plan.run().stream().map(occurrence -> planned(job, occurrence)).toList();
    }

    private void miss(Tx tx, Job job, Plan plan, Instant givenUp, Instant now) {
        String reason = reason(job, plan);
        List<Missed> missed = new ArrayList<>();
        for (Instant occurrence : plan.missed()) missed.add(new Missed(planned(job, occurrence), reason));
        Plan.Span span = plan.span();
        if (span != null) {
            missed.add(new Missed(planned(job, span.last()), "stands for " + span.count() + " occurrences from " + span.first() + " to "
                    + span.last() + ": " + reason));
        }
        queue.recordMissed(tx, missed, now);
        int planned = queue.miss(tx, job.id(), givenUp, now, reason).size();
        long count = planned + plan.missed().size() + (span == null ? 0 : span.count());
        if (count > 0) LOG.warn("event=occurrences_missed job={} count={} until={}", job.id(), count, givenUp);
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
        return Planned.of(job, Uuid7.derived(job.id(), occurrence), Trigger.SCHEDULE, occurrence, Planned.dueAt(job, occurrence));
    }
}
