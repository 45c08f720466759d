package prikke.cli.daemon;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import prikke.cli.DurationText;
import prikke.cli.ExitCodes;
import prikke.cli.Failure;
import prikke.cli.Session;

/** {@code prikke daemon stop}. */
@Command(
        name = "stop",
        description = "Stop the daemon: attempts in flight end first, and nothing is lost.",
        footer = {"", "Example:", "  prikke daemon stop"})
final class DaemonStop implements Runnable {
    /** How often to look whether it has ended without anybody's having been told. */
    private static final Duration LOOK = Duration.ofMillis(500);

    private final Session session;

    @Mixin
    DataDirOption where = new DataDirOption();

    @Option(names = "--timeout", paramLabel = "TIME", converter = DurationText.class, description = "How long to wait for its end; 60s unless given.")
    Duration timeout = Duration.ofSeconds(60);

    DaemonStop(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        DaemonFiles files = where.files(session.environment());
        Optional<ProcessHandle> running = files.process();
        if (running.isEmpty()) {
            DaemonState.of(files).tell(session.output(), "No daemon runs in " + files.folder() + ".");
            return;
        }
        ProcessHandle daemon = running.get();
        if (!daemon.destroy()) {
            throw new Failure(ExitCodes.NOT_ALLOWED, "forbidden", "The daemon (process " + daemon.pid() + ") is not yours to stop.");
        }
        try (var _ = session.progress("Waiting for attempts in flight to end")) {
            await(daemon);
        }
        DaemonState.of(files).tell(session.output(), "The daemon has stopped (process " + daemon.pid() + ").");
    }

    private void await(ProcessHandle daemon) {
        long deadline = System.nanoTime() + timeout.toNanos();
        try {
            do {
                long left = Math.max(0, deadline - System.nanoTime());
                if (ends(daemon, Math.min(left, LOOK.toNanos()))) return;
            } while (System.nanoTime() < deadline);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(ExitCodes.INTERRUPTED, "interrupted", "Interrupted.");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        throw new Failure(
                ExitCodes.TIMED_OUT,
                "timed_out",
                "The daemon (process " + daemon.pid() + ") is still stopping: attempts in flight may take their time.\n"
                        + "Look at its log: prikke daemon logs");
    }

    private static boolean ends(ProcessHandle daemon, long within) throws InterruptedException, ExecutionException {
        try {
            daemon.onExit().get(within, TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return !DaemonFiles.lives(daemon);
        }
    }
}
