package prikke.cli.completion;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import prikke.cli.Failure;
import prikke.cli.Session;

/** {@code prikke completion}. The scripts know nothing of the commands: at each press of the key they ask {@code prikke} itself. */
@Command(
        name = "completion",
        description = "Print the script that completes commands, options, job keys and more in your shell.",
        footer = {
            "",
            "Examples:",
            "  prikke completion bash > ~/.local/share/bash-completion/completions/prikke",
            "  prikke completion zsh > /usr/local/share/zsh/site-functions/_prikke",
            "  prikke completion fish > ~/.config/fish/completions/prikke.fish"
        })
public final class Completion implements Runnable {
    private static final Set<String> SHELLS = Set.of("bash", "zsh", "fish");

    private final Session session;

    @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish.")
    String shell = "";

    public Completion(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        if (!SHELLS.contains(shell)) {
            throw Failure.usage("There is no script for '" + shell + "'.\nThere is one for each of bash, zsh and fish.");
        }
        try (InputStream script = Completion.class.getResourceAsStream("prikke." + shell)) {
            if (script == null) throw new IOException("prikke." + shell + " is missing from this distribution");
            session.io().out().print(new String(script.readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw Failure.failed("io", String.valueOf(e.getMessage()));
        }
    }
}
