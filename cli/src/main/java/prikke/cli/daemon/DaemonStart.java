package prikke.cli.daemon;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import prikke.cli.ExitCodes;
import prikke.cli.Failure;
import prikke.cli.Session;

/** {@code prikke daemon start}. */
@Command(
        name = "start",
        description = "Start the daemon in the background and wait until it is ready.",
        footer = {"", "Examples:", "  prikke daemon start", "  prikke daemon start --port 8080 --data-dir /var/lib/prikke"})
final class DaemonStart implements Runnable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LINES = 10;

    private final Session session;

    @Mixin
    DaemonOptions options = new DaemonOptions();

    DaemonStart(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        DaemonFiles files = options.where.files(session.environment());
        Optional<ProcessHandle> running = files.process();
        if (running.isPresent()) {
            String where = files.url().map(url -> " on " + url).orElse("");
            DaemonState.of(files).tell(session.output(), "The daemon runs already" + where + " (process " + running.get().pid() + ").");
            return;
        }
        try {
            start(files);
        } catch (IOException e) {
            throw Failure.failed("start", "The data directory " + files.folder() + " cannot be written: " + e.getMessage()
                    + ".\nChoose another with --data-dir.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(ExitCodes.INTERRUPTED, "interrupted", "Interrupted.");
        }
    }

    private void start(DaemonFiles files) throws IOException, InterruptedException {
        files.make();
        long before = Files.exists(files.log()) ? Files.size(files.log()) : 0;
        Process process = new ProcessBuilder(new DaemonProgram(session.environment()).inBackground(options.arguments()))
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(files.log().toFile()))
                .start();
        // Whoever interrupts the start does not want the daemon either.
        var giveUp = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(giveUp);
        URI url;
        try (var _ = session.progress("Starting")) {
            url = await(files, process, before);
        } finally {
            Runtime.getRuntime().removeShutdownHook(giveUp);
        }
        DaemonState.of(files).tell(session.output(), "The daemon is ready on " + url + " (process " + process.pid() + ").");
    }

    private static URI await(DaemonFiles files, Process process, long before) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!process.waitFor(25, TimeUnit.MILLISECONDS)) {
            Optional<URI> url = files.url();
            boolean itsOwn = files.process().map(ProcessHandle::pid).filter(pid -> pid == process.pid()).isPresent();
            if (itsOwn && url.isPresent() && new DaemonHealth(url.get()).live()) {
                return url.get();
            }
            if (System.nanoTime() > deadline) {
                throw Failure.failed("start", "The daemon is not ready after " + PATIENCE.toSeconds()
                        + " s; it goes on starting.\nLook at its log: prikke daemon logs");
            }
        }
        throw failed(files, before);
    }

    private static Failure failed(DaemonFiles files, long before) throws IOException {
        var last = new LogFile(files.log()).since(before, LINES);
        String said = last.isEmpty() ? "It said nothing." : String.join("\n", last);
        return Failure.failed("start", "The daemon could not start.\n" + said);
    }
}
