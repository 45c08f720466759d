package prikke.cli.daemon;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import prikke.cli.ExitCodes;
import prikke.cli.Failure;
import prikke.cli.Session;

/**
 * {@code prikke daemon run}. Written just so, {@code bin/prikke} becomes the daemon without ever coming here; this is for lines
 * that begin with an option, and for help.
 */
@Command(
        name = "run",
        description = "Run the daemon in the foreground. Once ready it prints one line that ends with its URL.",
        footer = {"", "Examples:", "  prikke daemon run", "  prikke daemon run --port 0 --data-dir /var/lib/prikke"})
final class DaemonRun implements Callable<Integer> {
    private final Session session;

    @Mixin
    DaemonOptions options = new DaemonOptions();

    DaemonRun(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        var program = new DaemonProgram(session.environment());
        Process daemon = new ProcessBuilder(program.inForeground(options.arguments())).inheritIO().start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(daemon)));
        try {
            return daemon.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(ExitCodes.INTERRUPTED, "interrupted", "Interrupted.");
        }
    }

    private static void stop(Process daemon) {
        daemon.destroy();
        daemon.onExit().join();
    }
}
