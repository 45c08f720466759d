package prikke.cli.jobs;

import prikke.cli.output.Output;
import prikke.core.api.JobResponse;

/** Says what was done to a job. */
final class Sentences {
    private Sentences() {}

    /** {@code Resumed backup: every day at 03:00, next in 4m · 03:00 CET.} */
    static String withNext(String done, JobResponse job, Output output) {
        String next = output.times().instant(job.nextRunAt());
        String what = done + " " + JobView.reference(job) + ": " + job.scheduleDescription();
        if (job.state().equals("paused")) {
            return what + ", paused.";
        }
        return next == null ? what + "." : what + ", next " + next + ".";
    }
}
