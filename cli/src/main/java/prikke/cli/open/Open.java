package prikke.cli.open;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import picocli.CommandLine.Command;
import prikke.cli.Session;
import prikke.cli.output.Output;
import prikke.core.api.Json;

/** {@code prikke open}. */
@Command(
        name = "open",
        description = "Open the dashboard in a browser; where there is none, print where it is.",
        footer = {"", "Examples:", "  prikke open", "  prikke open --server https://prikke.example.com"})
public final class Open implements Runnable {
    private final Session session;

    public Open(Session session) {
        this.session = session;
    }

    /** Where the dashboard is, and whether a browser has been started with it. */
    record Opened(String url, boolean opened) {}

    @Override
    public void run() {
        URI url = session.server().resolve("/");
        Output output = session.output();
        List<String> browser = Browser.command(session.environment(), System.getProperty("os.name", ""));
        boolean opened = !browser.isEmpty() && start(browser, url);
        if (output.readable()) {
            output.line(opened ? "Opened " + url : url.toString());
        } else {
            output.values(List.of(url.toString()), Json.fields(new Opened(url.toString(), opened)), Opened.class);
        }
    }

    private boolean start(List<String> browser, URI url) {
        List<String> command = browser.stream().map(word -> word.equals(Browser.URL) ? url.toString() : word).toList();
        try {
            new ProcessBuilder(command)
                    .redirectInput(ProcessBuilder.Redirect.from(Browser.nothing()))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return true;
        } catch (IOException e) {
            session.output().note(command.getFirst() + " could not be started: " + e.getMessage());
            return false;
        }
    }
}
