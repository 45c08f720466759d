package prikke.cli.daemon;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import prikke.cli.ExitCodes;
import prikke.cli.Failure;
import prikke.cli.Session;

/** {@code prikke daemon logs}. */
@Command(
        name = "logs",
        description = "Print the end of the daemon's log.",
        footer = {"", "Examples:", "  prikke daemon logs", "  prikke daemon logs -f"})
final class DaemonLogs implements Runnable {
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Session session;

    @Mixin
    DataDirOption where = new DataDirOption();

    @Option(names = "-n", paramLabel = "N", description = "How many lines; 50 unless given.")
    int lines = 50;

    @Option(names = {"-f", "--follow"}, description = "Go on printing what is added. Ctrl-C ends it.")
    boolean follow;

    DaemonLogs(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        DaemonFiles files = where.files(session.environment());
        if (!Files.exists(files.log())) {
            throw Failure.failed("not_found", "There is no log in " + files.folder()
                    + ".\nIt is written there when the daemon is started with: prikke daemon start");
        }
        try {
            print(new LogFile(files.log()), session.io().out());
        } catch (IOException e) {
            throw Failure.failed("io", files.log() + " cannot be read: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(ExitCodes.INTERRUPTED, "interrupted", "Interrupted.");
        }
    }

    private void print(LogFile log, PrintStream out) throws IOException, InterruptedException {
        long end = Files.size(log.path());
        log.last(lines).forEach(out::println);
        while (follow && !out.checkError()) {
            LogFile.Part part = log.from(end);
            out.print(part.text());
            end = part.end();
            Thread.sleep(PAUSE);
        }
    }
}
