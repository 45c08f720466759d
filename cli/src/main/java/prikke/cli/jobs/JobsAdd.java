package prikke.cli.jobs;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import prikke.cli.ExitCodes;
import prikke.cli.Failure;
import prikke.cli.Session;
import prikke.cli.output.Output;
import prikke.cli.runs.Wait;
import prikke.core.api.Answer;
import prikke.core.api.ApiClient;
import prikke.core.api.JobRequest;
import prikke.core.api.JobResponse;

/** {@code prikke jobs add}. */
@Command(
        name = "add",
        description = "Add a job: what to call, and when. Without a schedule it runs now.",
        footer = {
            "",
            "Examples:",
            "  prikke jobs add backup https://example.com/backup --cron '0 3 * * *'",
            "  prikke jobs add ping https://example.com/ping --every 15s -X GET",
            "  prikke jobs add https://example.com/hook --in 5m -d @order.json"
        })
final class JobsAdd implements Callable<Integer> {
    private final Session session;

    @Parameters(arity = "1..2", paramLabel = "[KEY] URL", hideParamSyntax = true, description = "What to call, and the job's own name where it is to have one.")
    List<String> keyAndUrl = List.of();

    @Mixin
    Recurrence recurrence = new Recurrence();

    @Mixin
    CallOptions options = new CallOptions();

    @Option(names = "--now", description = "Run now, once; the same as no schedule.")
    boolean now;

    @Option(names = "--disabled", description = "Make it paused.")
    boolean disabled;

    @Option(names = "--upsert", description = "Replace the job of this key where there is one.")
    boolean upsert;

    @Mixin
    Wait wait = new Wait();

    JobsAdd(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String key = keyAndUrl.size() > 1 ? keyAndUrl.getFirst() : null;
        JobRequest request = options.request(key, keyAndUrl.getLast(), recurrence, disabled ? false : null, session.io());
        check(key, request);
        ApiClient client = session.client();
        Answer<JobResponse> added =
                upsert && key != null ? client.jobs().put(key, request) : client.jobs().create(request);
        JobResponse job = added.value();
        if (wait.asked() && job.executionId() != null) {
            return wait.forEnd(session, client, job.executionId());
        }
        Output output = session.output();
        output.done(added, JobView.VIEW, sentence(job, output));
        return ExitCodes.DONE;
    }

    private void check(@Nullable String key, JobRequest request) {
        boolean scheduled = request.cron() != null || request.every() != null;
        if (now && (scheduled || request.runAt() != null || request.delay() != null)) {
            throw Failure.usage("--now cannot go with --cron, --every, --at or --in.");
        }
        if (wait.asked() && scheduled) {
            throw Failure.usage("--wait is for a job that runs once.\nTry a job out with: prikke jobs run KEY --wait");
        }
        if (upsert && key == null) {
            throw Failure.usage("--upsert needs the key of the job.\nWrite: prikke jobs add KEY URL --upsert");
        }
    }

    private String sentence(JobResponse job, Output output) {
        String saved = Sentences.withNext(upsert ? "Saved" : "Added", job, output);
        return job.executionId() == null ? saved : saved + "\nIts execution: " + job.executionId();
    }
}
