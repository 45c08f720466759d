package prikke.core.run;

import prikke.core.job.Job;

/** What makes a request once, as an attempt would, and keeps nothing of it. */
@FunctionalInterface
public interface Trial {
    /** What came of the job's request. */
    AttemptResult of(Job job);
}
