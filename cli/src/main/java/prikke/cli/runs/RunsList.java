package prikke.cli.runs;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import prikke.cli.Session;
import prikke.cli.output.Output;
import prikke.core.api.Answer;
import prikke.core.api.ExecutionFilter;
import prikke.core.api.ExecutionResponse;

/** {@code prikke runs list}. */
@Command(
        name = "list",
        description = "List executions, newest first unless sorted otherwise.",
        footer = {
            "",
            "Examples:",
            "  prikke runs list --job backup --since 24h",
            "  prikke runs list --search 'connection refused'",
            "  prikke runs list --status failed -o csv > failed.csv"
        })
final class RunsList implements Runnable {
    private static final int READABLE = 50;

    private final Session session;

    @Option(names = "--job", paramLabel = "KEY|ID", description = "Only of this job.")
    @Nullable String job;

    @Option(names = "--status", paramLabel = "STATUS", description = "Only with this status, such as failed.")
    @Nullable String status;

    @Option(names = "--queue", paramLabel = "NAME", description = "Only of this queue.")
    @Nullable String queue;

    @Option(names = "--since", paramLabel = "TIME", description = "Only those due since then: 1h, or an instant.")
    @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Only those due until then: 1h, or an instant.")
    @Nullable String until;

    @Option(names = "--search", paramLabel = "TEXT", description = "Only with this in the job's key, the error or the reason, whatever the case.")
    @Nullable String search;

    @Option(names = "--sort", paramLabel = "FIELD", description = "scheduled_for for the earliest first, -scheduled_for for the latest.")
    @Nullable String sort;

    @Option(names = {"-n", "--limit"}, paramLabel = "N", description = "At most so many; a table shows 50 unless given, the other formats all.")
    @Nullable Integer limit;

    RunsList(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        Output output = session.output();
        int most = limit != null ? limit : output.readable() ? READABLE : Integer.MAX_VALUE;
        Stream<Answer<ExecutionResponse>> runs = session.client()
                .executions().list(new ExecutionFilter(job, status, queue, since, until, search, sort), most)
                .stream()
                .limit(most);
        output.list(runs, RunView.VIEW, "No executions.");
    }
}
