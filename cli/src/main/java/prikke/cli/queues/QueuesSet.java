package prikke.cli.queues;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import prikke.cli.Session;
import prikke.core.api.QueueRequest;

/** {@code prikke queues set}. */
@Command(
        name = "set",
        description = "Set up a queue: how many of it run at once, and how fast.",
        footer = {"", "Example:", "  prikke queues set reports --concurrency 5 --rate 100/m"})
final class QueuesSet implements Runnable {
    private final Session session;

    @Parameters(paramLabel = "NAME", description = "The queue.")
    String name = "";

    @Option(names = "--concurrency", paramLabel = "N", description = "How many may run at once; 1 unless given.")
    @Nullable Integer concurrency;

    @Option(names = "--rate", paramLabel = "N/s|m|h", description = "How many may begin in a second, minute or hour; no limit unless given.")
    @Nullable String rate;

    QueuesSet(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        session.output().done(session.client().queues().put(name, new QueueRequest(concurrency, rate)), QueueView.VIEW, "Set up " + name + ".");
    }
}
