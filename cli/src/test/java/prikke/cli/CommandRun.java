package prikke.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** Runs commands in this process, against whatever server the test names. */
final class CommandRun {
    static final Instant NOW = Instant.parse("2026-01-02T01:56:00Z");

    private final Map<String, String> variables = new HashMap<>();
    private boolean terminal;
    private boolean watched;
    private int columns = 80;
    private String stdin = "";
    private Path home = Path.of(".");

    CommandRun(Path configFolder) {
        variables.put("PRIKKE_CONFIG_DIR", configFolder.toString());
    }

    record Result(int exitCode, String out, String err) {}

    CommandRun with(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    CommandRun onTerminal(int width) {
        terminal = true;
        columns = width;
        return this;
    }

    /** Somebody looks at stderr. */
    CommandRun watched() {
        watched = true;
        return this;
    }

    /** Where the distribution lies. */
    CommandRun home(Path folder) {
        home = folder;
        return this;
    }

    CommandRun stdin(String text) {
        stdin = text;
        return this;
    }

    Result run(String... args) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var io = new Streams(
                new ByteArrayInputStream(stdin.getBytes(UTF_8)), new PrintStream(out, false, UTF_8), new PrintStream(err, false, UTF_8));
        var environment = new Environment(variables, false, terminal, watched, columns, home);
        int exitCode = Prikke.run(args, environment, io, InstantSource.fixed(NOW));
        io.flush();
        return new Result(exitCode, out.toString(UTF_8), err.toString(UTF_8));
    }
}
