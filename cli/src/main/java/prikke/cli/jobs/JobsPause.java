package prikke.cli.jobs;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import prikke.cli.Session;
import prikke.core.api.Answer;
import prikke.core.api.JobResponse;

/** {@code prikke jobs pause}. */
@Command(
        name = "pause",
        description = "Hold a job: nothing of it runs until it is resumed.",
        footer = {"", "Example:", "  prikke jobs pause backup"})
final class JobsPause implements Runnable {
    private final Session session;

    @Parameters(paramLabel = "KEY|ID", description = "The job.")
    String idOrKey = "";

    JobsPause(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        Answer<JobResponse> job = session.client().jobs().pause(idOrKey);
        session.output().done(job, JobView.VIEW, Sentences.withNext("Paused", job.value(), session.output()));
    }
}
