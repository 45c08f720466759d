package prikke.cli.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import prikke.cli.Failure;
import prikke.cli.Session;
import prikke.cli.output.Output;
import prikke.cli.output.Progress;
import prikke.core.api.ApiClient;
import prikke.core.api.Json;
import prikke.core.api.ReplayRequest;
import prikke.core.api.ReplayResponse;

/** {@code prikke runs replay-failed}. */
@Command(
        name = "replay-failed",
        description = "Make the requests of executions that failed or timed out again, of each once.",
        footer = {
            "",
            "Examples:",
            "  prikke runs replay-failed --job backup",
            "  prikke runs replay-failed --queue reports --since 2h --until 30m"
        })
final class RunsReplayFailed implements Runnable {
    private static final int MOST_AT_ONCE = 1000;

    private final Session session;

    @Option(names = "--job", paramLabel = "KEY|ID", description = "Only of this job.")
    @Nullable String job;

    @Option(names = "--queue", paramLabel = "NAME", description = "Only of this queue.")
    @Nullable String queue;

    @Option(names = "--since", paramLabel = "TIME", description = "Only those due since then: 1h, or an instant; 24h unless given.")
    String since = "24h";

    @Option(names = "--until", paramLabel = "TIME", description = "Only those due until then: 1h, or an instant.")
    @Nullable String until;

    @Option(names = {"-n", "--limit"}, paramLabel = "N", description = "At most so many; all unless given.")
    int limit = Integer.MAX_VALUE;

    RunsReplayFailed(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        if (limit < 1) {
            throw Failure.usage("--limit is " + limit + "; at least one is to be replayed.");
        }
        ApiClient client = session.client();
        // Without an end of its own, a target that fails at once would be asked for ever.
        String end = until == null ? Json.instant(session.clock().instant()) : until;
        List<UUID> ids = new ArrayList<>();
        boolean more = true;
        try (Progress progress = session.progress("Replaying")) {
            while (more && ids.size() < limit) {
                int some = Math.min(MOST_AT_ONCE, limit - ids.size());
                ReplayResponse replayed = client.executions().replayAll(new ReplayRequest(null, job, queue, since, end, some)).value();
                ids.addAll(replayed.ids());
                progress.more(replayed.ids().size());
                more = replayed.more();
            }
        }
        print(new ReplayResponse(ids.size(), ids, more));
    }

    private void print(ReplayResponse all) {
        Output output = session.output();
        if (!output.readable()) {
            output.values(all.ids().stream().map(UUID::toString).toList(), Json.fields(all), ReplayResponse.class);
        } else if (all.count() == 0) {
            output.line("Nothing is left to replay since " + since + (since.contains("-") ? "" : " ago") + "; look further back with --since.");
        } else {
            output.line("Replayed " + all.count() + (all.count() == 1 ? " execution." : " executions.") + (all.more() ? " There are more." : ""));
            output.note("See how they go with: prikke runs list");
        }
    }
}
