package prikke.cli.jobs;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import prikke.cli.Session;
import prikke.core.api.Answer;
import prikke.core.api.JobResponse;

/** {@code prikke jobs resume}. */
@Command(
        name = "resume",
        description = "Release a job that was paused.",
        footer = {"", "Example:", "  prikke jobs resume backup"})
final class JobsResume implements Runnable {
    private final Session session;

    @Parameters(paramLabel = "KEY|ID", description = "The job.")
    String idOrKey = "";

    JobsResume(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        Answer<JobResponse> job = session.client().jobs().resume(idOrKey);
        session.output().done(job, JobView.VIEW, Sentences.withNext("Resumed", job.value(), session.output()));
    }
}
