package prikke.core.job;

import prikke.core.audit.Changes;

/** What a sync comes to for one job. */
public sealed interface JobStep {

    /** The job as it is to be; of one that is to be deleted, as it was. */
    Job job();

    /** The fields that change, for whoever may read the job; credentials masked. */
    Changes changes();

    /** There is none of its key yet. */
    record Creation(Job job, JobDraft draft, Changes changes) implements JobStep {
        /** A draft may hold credentials. */
        @Override
        public String toString() {
            return "Creation[" + job.key() + "]";
        }
    }

    /** It differs. */
    record Update(Job before, Job job, Changes changes) implements JobStep {}

    /** A sync made it, and it is not in the document any more. */
    record Deletion(Job job) implements JobStep {
        @Override
        public Changes changes() {
            return Changes.none();
        }
    }

    /** It is as it is to be. */
    record Nothing(Job job) implements JobStep {
        @Override
        public Changes changes() {
            return Changes.none();
        }
    }
}
