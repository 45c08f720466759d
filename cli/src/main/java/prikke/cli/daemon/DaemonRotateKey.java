package prikke.cli.daemon;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import prikke.cli.ExitCodes;
import prikke.cli.Failure;
import prikke.cli.Session;

/** {@code prikke daemon rotate-key}. */
@Command(
        name = "rotate-key",
        description = {
            "Encrypt credentials and signing secrets with a new key. Stop the daemon first. Where the key is given by PRIKKE_ENCRYPTION_KEY,"
                    + " this only says what to do."
        },
        footer = {"", "Example:", "  prikke daemon rotate-key"})
final class DaemonRotateKey implements Callable<Integer> {
    private final Session session;

    @Mixin
    DaemonOptions options = new DaemonOptions();

    DaemonRotateKey(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        var arguments = new ArrayList<>(List.of("rotate-key"));
        arguments.addAll(options.arguments());
        // Not ended with this command: what it does is safe to break off, but better done.
        Process program = new ProcessBuilder(new DaemonProgram(session.environment()).inForeground(arguments)).inheritIO().start();
        try {
            return program.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(ExitCodes.INTERRUPTED, "interrupted", "Interrupted.");
        }
    }
}
