package prikke.core.job;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import prikke.core.db.Tx;

/** What jobs ask of that which runs them. Each method writes in the caller's transaction and returns what to do once it is committed. */
public interface Executor {

    /** Has these executed at their instants. One whose occurrence has an execution already is left as it is. */
    Runnable enqueue(Tx tx, List<NewExecution> executions);

    /**
     * Takes back what was planned of a job and has not begun. What is still to come leaves no record, since it is planned anew.
     *
     * @param all also what is over and waits, which a pause holds back too: a recurring job's occurrence is recorded as cancelled, a
     *     one-off's comes again when the job is resumed
     */
    Runnable withdraw(Tx tx, UUID job, boolean all, Instant now);

    /**
     * Deals with what is over of a recurring job and was not planned yet, before the job is changed: what its misfire policy says.
     *
     * @param job as it was before the change
     */
    Runnable settle(Tx tx, Job job, Instant now);

    /** Ends as cancelled whatever of a job has not begun, and lets no attempt under way be followed by another. */
    Runnable cancel(Tx tx, UUID job, Instant now, String reason);

    /** A new job's {@code planAt} may be near. */
    void wake();

    /** A job's {@code planAt} has been changed, whoever plans it. */
    Runnable replan(Tx tx);
}
