package prikke.cli.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import prikke.cli.Failure;
import prikke.cli.Session;
import prikke.core.api.Answer;
import prikke.core.api.ApiClient;
import prikke.core.api.JobResponse;
import prikke.core.api.JobsClient;

/** {@code prikke jobs edit}. */
@Command(
        name = "edit",
        description = "Change what is named and leave the rest. A new schedule replaces the old one.",
        footer = {
            "",
            "Examples:",
            "  prikke jobs edit backup --cron '30 3 * * *' --retries 2",
            "  prikke jobs edit backup --clear body --clear expected_status"
        })
final class JobsEdit implements Runnable {
    private final Session session;

    @Parameters(paramLabel = "KEY|ID", description = "The job.")
    String idOrKey = "";

    @Option(names = "--key", paramLabel = "KEY", description = "Its new key.")
    @Nullable String key;

    @Option(names = "--url", paramLabel = "URL", description = "What to call.")
    @Nullable String url;

    @Mixin
    Recurrence recurrence = new Recurrence();

    @Mixin
    CallOptions options = new CallOptions();

    @Option(names = "--enabled", negatable = true, description = "Release it, or hold it.")
    @Nullable Boolean enabled;

    @Option(names = "--clear", paramLabel = "FIELD", description = "Set a field of the API back to its default; may be repeated.")
    List<String> cleared = List.of();

    JobsEdit(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        ObjectNode patch = JobsClient.patchOf(options.request(key, url, recurrence, enabled, session.io()));
        cleared.forEach(patch::putNull);
        if (patch.isEmpty()) {
            throw Failure.usage("Nothing is named that is to change.\nSay what, for example: prikke jobs edit " + idOrKey + " --every 10m");
        }
        ApiClient client = session.client();
        String asRead = client.jobs().get(idOrKey).etag();
        Answer<JobResponse> changed = client.jobs().patch(idOrKey, patch, asRead);
        session.output().done(changed, JobView.VIEW, Sentences.withNext("Changed", changed.value(), session.output()));
    }
}
