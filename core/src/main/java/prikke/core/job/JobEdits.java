package prikke.core.job;

import java.time.Instant;
import java.util.Objects;
import prikke.core.ProblemException;
import prikke.core.ProblemException.Kind;
import prikke.core.Uuid7;
import prikke.core.db.Tx;

/** What a job becomes by an edit, and how that and a deletion are written: each leaves what was planned of the job as it is to be. */
final class JobEdits {
    static final String EDITED_MEANWHILE = "edited_meanwhile";

    private final Executor executor;
    private final HeaderSeals seals;
    private final JobStore store = new JobStore();

    JobEdits(Executor executor, HeaderSeals seals) {
        this.executor = executor;
        this.seals = seals;
    }

    /**
     * The job as the draft has it, one version on.
     *
     * @throws ProblemException with every fault of the draft
     */
    Job edited(Job before, JobDraft draft, Instant now) {
        JobSpec spec = JobRules.check(draft, TimingRules.forEdit(before, now), HeaderSeals.stored(before).keySet());
        Delivery delivery = seals.sealed(spec.delivery(), before);
        boolean sameDelivery = Drafts.sameDelivery(before.delivery(), delivery);
        return new Job(
                before.id(),
                before.org(),
                spec.key(),
                spec.name(),
                sameDelivery ? before.revision() : Uuid7.random(now),
                delivery,
                spec.timing(),
                spec.options(),
                spec.enabled(),
                before.version() + 1,
                overdue(before, spec, now) ? before.planAt() : NewJobs.planAt(before.id(), spec, now),
                before.createdAt(),
                now);
    }

    /** Whether an occurrence that the planner has yet to decide on would be passed over by planning from now. */
    private static boolean overdue(Job before, JobSpec spec, Instant now) {
        Instant planAt = before.planAt();
        return planAt != null && !planAt.isAfter(now) && spec.enabled() && spec.timing().equals(before.timing());
    }

    /**
     * Writes an edited job. What was planned is taken back and, where it is still to come, planned anew from the edited job, once the
     * caller has it planned again.
     *
     * @return what to do once that is committed
     * @throws ProblemException when somebody else was faster
     */
    Runnable write(Tx tx, Job before, Job after, Instant now) {
        if (!after.revision().equals(before.revision())) store.addRevision(tx, after);
        if (!store.update(tx, after, before.version())) throw editedMeanwhile(before);
        boolean again = !Objects.equals(before.timing().runAt(), after.timing().runAt());
        Runnable settled = settle(tx, before, now);
        Runnable taken = executor.withdraw(tx, before.id(), !after.enabled(), now);
        Runnable given = executor.enqueue(tx, NewJobs.once(after).filter(e -> again || mayStillRun(before, e, now)).stream().toList());
        return () -> {
            settled.run();
            taken.run();
            given.run();
        };
    }

    /** What is to be done when a job that was deleted in this transaction is gone for good. */
    Runnable deleted(Tx tx, Job job, Instant now) {
        Runnable settled = settle(tx, job, now);
        Runnable cancelled = executor.cancel(tx, job.id(), now, "the job was deleted");
        return () -> {
            settled.run();
            cancelled.run();
        };
    }

    static ProblemException editedMeanwhile(Job job) {
        return ProblemException.of(Kind.CONFLICT, EDITED_MEANWHILE,
                "Somebody else changed or deleted the job " + job.label() + " meanwhile; read it again and repeat.");
    }

    /** Where the daemon was away, there may be occurrences that are over and have not been planned: no change may lose them. */
    private Runnable settle(Tx tx, Job before, Instant now) {
        Instant planAt = before.planAt();
        return planAt == null || planAt.isAfter(now) ? () -> {} : executor.settle(tx, before, now);
    }

    /** A one-off's occurrence that is over was executed, unless the job was being held. */
    private static boolean mayStillRun(Job before, NewExecution execution, Instant now) {
        return execution.scheduledFor().isAfter(now) || !before.enabled();
    }
}
