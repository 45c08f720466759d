package prikke.cli.listen;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import prikke.cli.DurationText;
import prikke.cli.ExitCodes;
import prikke.cli.Failure;
import prikke.cli.Session;

/** {@code prikke listen}. */
@Command(
        name = "listen",
        description = "Receive deliveries here and print them, and whether their signatures hold. Ctrl-C ends it.",
        footer = {
            "",
            "Examples:",
            "  prikke listen --port 9000",
            "  prikke listen --status 500 --delay 2s"
        })
public final class Listen implements Runnable {
    private final Session session;

    @Option(names = "--host", paramLabel = "HOST", description = "The address to listen on; 127.0.0.1 unless given.")
    String host = "127.0.0.1";

    @Option(names = "--port", paramLabel = "N", description = "The port to listen on; a free one unless given.")
    int port;

    @Option(names = "--secret", paramLabel = "SECRET", description = "What signatures are checked with: whsec_…; may be repeated. The organization's unless given.")
    @Nullable List<String> secrets;

    @Option(names = "--status", paramLabel = "N", description = "What to answer; 200 unless given.")
    int status = 200;

    @Option(names = "--delay", paramLabel = "TIME", converter = DurationText.class, description = "How long to wait with the answer.")
    Duration delay = Duration.ZERO;

    public Listen(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        if (status < 200 || status > 599 || port < 0 || port > 65_535) {
            throw Failure.usage("--status must be 200 to 599, and --port 0 to 65535.");
        }
        var log = new DeliveryLog(session.output(), session.io().out());
        try (var receiver = new Receiver(host, port, status, delay, new Signatures(known()), session.clock(), log)) {
            // A hook, because it runs however the process is told to end; the exit code stays that of the signal.
            Runnable summary = () -> session.io().err().println(log.summary());
            var atExit = new Thread(summary);
            Runtime.getRuntime().addShutdownHook(atExit);
            session.io().out().println("Listening on " + receiver.url());
            session.io().out().flush();
            await(atExit, summary);
        } catch (IOException e) {
            throw Failure.failed(
                    "port", "Port " + port + " of " + host + " cannot be listened on: " + e.getMessage() + ".\nLeave --port out to take a free one.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(ExitCodes.INTERRUPTED, "interrupted", "Interrupted.");
        }
    }

    /** Until the process ends; or, in the shell, until Ctrl-C ends only this. */
    private static void await(Thread atExit, Runnable summary) throws InterruptedException {
        try {
            new CountDownLatch(1).await();
        } finally {
            Runtime.getRuntime().removeShutdownHook(atExit);
            summary.run();
        }
    }

    private List<String> known() {
        return secrets != null ? Signatures.checked(secrets) : new OrganizationSecrets(session).read();
    }
}
