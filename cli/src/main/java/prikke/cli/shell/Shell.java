package prikke.cli.shell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import prikke.cli.Environment;
import prikke.cli.Session;

/** {@code prikke shell}. */
@Command(
        name = "shell",
        description = {
            "Run commands one after the other, without \"prikke\" before them: with history, completion by the tab key, and no wait for each to start.",
            "Ctrl-C ends the command that runs, Ctrl-D the shell. Where stdin is not a terminal, it is a script: it is run up to the first command "
                    + "that fails, and ends with that one's exit code. Options given here hold for each command that has none of its own."
        },
        footer = {"", "Examples:", "  prikke shell", "  prikke shell --org Engines < setup.prikke"})
public final class Shell implements Callable<Integer> {
    private final Session session;

    public Shell(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var commands = new Commands(session);
        Environment environment = session.environment();
        if (!environment.stdinIsTerminal() || !environment.stdoutIsTerminal()) {
            return new Script(commands, session.io()).run();
        }
        try (Terminal terminal = TerminalBuilder.builder().system(true).dumb(true).env(Shell::variable).graphemeCluster(false).build()) {
            return new Conversation(session, commands, terminal).run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A variable, as JLine is to see it. It asks a terminal what that can do by writing to it and reading the answer, and throws away
     * what was typed meanwhile; of this one it knows that there is nothing to ask.
     */
    private static @Nullable String variable(String name) {
        return name.equals("TERM_PROGRAM") ? "Apple_Terminal" : System.getenv(name);
    }
}
