package prikke.core.job;

import prikke.core.account.Caller;
import prikke.core.audit.Action;
import prikke.core.audit.Deed;

/**
 * A job on its way in.
 *
 * @param deed what the audit log is to say of it
 */
record NewJob(Job job, Deed deed) {

    /** A job that was made of a draft. */
    static NewJob of(Caller caller, JobDraft draft, Job job) {
        return new NewJob(job, caller.did(Action.JOB_CREATE, job.subject(), JobChanges.stated(draft)));
    }
}
