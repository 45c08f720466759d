package prikke.cli.runs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import prikke.cli.Failure;
import prikke.cli.Session;
import prikke.cli.output.ItemPrinter;
import prikke.cli.output.Output;
import prikke.core.api.Answer;
import prikke.core.api.ApiClient;
import prikke.core.api.EventFilter;
import prikke.core.api.EventStream;
import prikke.core.api.ExecutionFilter;
import prikke.core.api.ExecutionResponse;
import prikke.core.api.Json;
import prikke.core.api.StreamedEvent;

/** {@code prikke runs tail}. */
@Command(
        name = "tail",
        description = "Print the latest executions, and with -f each further one as it ends.",
        footer = {
            "",
            "Examples:",
            "  prikke runs tail -n 20",
            "  prikke runs tail -f --job backup",
            "  prikke runs tail -f --status failed,timeout -o json | jq .error_message",
            "",
            "With -f it goes on until Ctrl-C, also where the daemon is restarted meanwhile."
        })
final class RunsTail implements Runnable {
    private static final String ENDS = "execution.succeeded,execution.failed,execution.timed_out,execution.missed,execution.skipped,execution.cancelled";

    private final Session session;

    @Option(names = {"-f", "--follow"}, description = "Go on with what happens.")
    boolean follow;

    @Option(names = "--job", paramLabel = "KEY|ID", description = "Only of this job.")
    @Nullable String job;

    @Option(names = "--status", paramLabel = "STATUS", description = "Only with this status, such as failed; several with commas between.")
    @Nullable String status;

    @Option(names = {"-n", "--lines"}, paramLabel = "N", description = "Begin with so many; 10 unless given.")
    int lines = 10;

    RunsTail(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        if (lines < 0) throw Failure.usage("-n is " + lines + "; it takes 0 or more.");
        ApiClient client = session.client();
        Output output = session.output();
        ItemPrinter<ExecutionResponse> printer = output.printer(RunView.VIEW, new RunLines());
        if (!follow) {
            latest(client).forEach(run -> printer.print(run.json(), run.value()));
            printer.end();
            return;
        }
        // Before the latest are asked for: what ends in between comes by both, and is printed once.
        try (EventStream events = client.events(new EventFilter(job, status == null ? ENDS : "execution", status))) {
            Set<UUID> printed = new HashSet<>();
            for (Answer<ExecutionResponse> run : latest(client)) {
                if (!run.value().ended()) continue;
                printed.add(run.value().id());
                printer.print(run.json(), run.value());
            }
            while (printer.isRead()) print(events.next(), printer, printed, output);
        }
    }

    /** The oldest first. */
    private List<Answer<ExecutionResponse>> latest(ApiClient client) {
        if (lines == 0) return List.of();
        Set<String> wanted = status == null ? Set.of() : Set.of(status.split(",", -1));
        String only = wanted.size() == 1 ? status : null;
        // Up to now: what is planned for some day has not been.
        String until = Json.instant(session.clock().instant());
        return client.executions().list(new ExecutionFilter(job, only, null, null, until), lines).stream()
                .filter(run -> wanted.isEmpty() || wanted.contains(run.value().status()))
                .limit(lines)
                .toList()
                .reversed();
    }

    private static void print(StreamedEvent event, ItemPrinter<ExecutionResponse> printer, Set<UUID> printed, Output output) {
        switch (event) {
            case StreamedEvent.Happened happened -> {
                ExecutionResponse run = happened.value().execution();
                JsonNode json = happened.json().path("execution");
                if (run != null && !printed.remove(run.id())) printer.print(json, run);
            }
            case StreamedEvent.Gap(String detail) -> output.note("What has happened meanwhile is not kept any more; see: prikke runs list --since 1h");
            case StreamedEvent.Lost(String why) -> output.note("The connection is lost (" + why + "); trying again.");
            case StreamedEvent.Restored() -> output.note("Connected again.");
        }
    }
}
