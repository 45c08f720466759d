package prikke.cli.send;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import prikke.cli.ExitCodes;
import prikke.cli.Failure;
import prikke.cli.Session;
import prikke.cli.jobs.CallOptions;
import prikke.cli.jobs.Recurrence;
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

    @Option(names = {"--cron", "--every"}, hidden = true, description = "Taken only to say where schedules belong.")
    @Nullable String schedule;

    @Mixin
    CallOptions options = new CallOptions();

    @Mixin
    Wait wait = new Wait();

    public Send(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (schedule != null) {
            throw Failure.usage("send calls once.\nFor a schedule: prikke jobs add KEY " + url + " --cron …");
        }
        JobRequest request = options.request(null, url, Recurrence.NONE, null, session.io());
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
