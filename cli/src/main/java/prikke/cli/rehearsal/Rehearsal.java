package prikke.cli.rehearsal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import prikke.cli.Environment;
import prikke.cli.Prikke;
import prikke.cli.Streams;

/** Runs the commands that people use most against {@link CannedServer}. Started by {@code lib/make-aot-cache}. */
public final class Rehearsal {
    static final String ID = "019b76da-4e5a-7c3e-9f3b-2a1d6c0e8f55";

    private static final String[][] COMMANDS = {
        {"--help"},
        {"version"},
        {"version", "-o", "json"},
        {"version", "--server", "http://127.0.0.1:1"},
        {"register", "--email", "a@example.com", "--password-stdin"},
        {"whoami"},
        {"jobs", "add", "--help"},
        {"jobs", "add", "tick", "http://127.0.0.1:1/", "--every", "1s", "-H", "K: V", "-d", "{}"},
        {"jobs", "list"},
        {"jobs", "list", "-o", "json"},
        {"jobs", "list", "-o", "csv"},
        {"jobs", "show", "tick"},
        {"jobs", "show", "missing"},
        {"jobs", "pause", "tick"},
        {"jobs", "next", "tick"},
        {"jobs", "run", "tick"},
        {"jobs", "run", "tick", "--wait"},
        {"send", "http://127.0.0.1:1/", "--wait"},
        {"runs", "list", "--job", "tick"},
        {"runs", "show", ID},
        {"keys", "list"},
        {"orgs", "list"},
        {"cron", "explain", "0 9 * * MON-FRI", "--tz", "Europe/Oslo"},
        {"cron", "explain", "0 0 30 2 *"},
        {"jobs", "shw"},
        {"jobs", "list", "--job"},
        {"__complete", ""},
        {"__complete", "jobs", "run", ""},
        {"__complete", "jobs", "add", "--"},
        {"daemon", "status"},
    };

    private Rehearsal() {}

    public static void main(String[] args) throws IOException {
        Path folder = Files.createTempDirectory("prikke-rehearsal");
        String server = System.getenv("PRIKKE_SERVER");
        try {
            for (boolean terminal : new boolean[] {true, false}) {
                var environment = new Environment(
                        Map.of("PRIKKE_CONFIG_DIR", folder.toString(), "PRIKKE_SERVER", server, "PRIKKE_DATA_DIR", folder.toString()),
                        false,
                        terminal,
                        80,
                        folder);
                for (String[] command : COMMANDS) {
                    Prikke.run(command, environment, streams(), InstantSource.system());
                }
            }
        } finally {
            Files.deleteIfExists(folder.resolve("default.json"));
            Files.delete(folder);
        }
    }

    private static Streams streams() {
        InputStream password = new ByteArrayInputStream("correct horse battery\n".getBytes(UTF_8));
        var nowhere = new PrintStream(OutputStream.nullOutputStream());
        return new Streams(password, nowhere, nowhere);
    }
}
