package prikke.cli.send;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import prikke.cli.ExitCodes;
import prikke.cli.Failure;
import prikke.cli.Session;
import prikke.cli.jobs.JobOptions;
import prikke.cli.output.Output;
import prikke.cli.runs.Wait;
import prikke.core.api.Answer;
import prikke.core.api.ApiClient;
import prikke.core.api.JobRequest;
import prikke.core.api.JobResponse;

/** {@code prikke send}. */
@Command(
        name = "send",
        description = "Call a URL once, now or later, with retries, and keep the answer.",
        footer = {
            "",
            "Examples:",
            "  prikke send https://example.com/hook -d '{\"order\": 7}' --wait",
            "  prikke send https://example.com/hook --in 5m --retries 3"
        })
public final class Send implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "URL", description = "What to call.")
    String url = "";

    @Mixin
    JobOptions options = new JobOptions();

    @Mixin
    Wait wait = new Wait();

    public Send(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        JobRequest request = options.request(null, url, null, session.io());
        if (request.cron() != null || request.every() != null) {
            throw Failure.usage("send calls once.\nFor a schedule: prikke jobs add KEY " + url + " --cron …");
        }
        ApiClient client = session.client();
        Answer<JobResponse> sent = client.jobs().create(request);
        JobResponse job = sent.value();
        if (wait.asked() && job.executionId() != null) {
            return wait.forEnd(session, client, job.executionId());
        }
        Output output = session.output();
        String due = output.times().instant(job.nextRunAt());
        String id = String.valueOf(job.executionId());
        output.done(sent, SendView.VIEW, "Accepted" + (due == null ? "" : ", due " + due) + ".\nIts execution: " + id);
        return ExitCodes.DONE;
    }
}
