package prikke.cli.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Runs programs as a user's shell does, each in a process of its own. The environment is only what is said here, so that nothing
 * of the machine's leaks into a test.
 */
final class Shell {
    private final Map<String, String> variables = new TreeMap<>();
    private final Path folder;
    private Path program = Distribution.PRIKKE;
    private String stdin = "";
    private boolean terminal;

    /** A shell whose profile and home lie in this folder. */
    Shell(Path folder) {
        this.folder = folder;
        variables.put("PATH", System.getenv("PATH"));
        variables.put("HOME", folder.toString());
        variables.put("LANG", "C.UTF-8");
        variables.put("TZ", "UTC");
        variables.put("PRIKKE_JAVA_HOME", System.getProperty("java.home"));
        variables.put("PRIKKE_CONFIG_DIR", folder.resolve("config").toString());
        variables.put("PRIKKE_DATA_DIR", folder.resolve("data").toString());
    }

    record Result(int exitCode, String out, String err) {}

    /** The same with another variable. */
    Shell with(String variable, String value) {
        Shell copy = copy();
        copy.variables.put(variable, value);
        return copy;
    }

    Shell without(String variable) {
        Shell copy = copy();
        copy.variables.remove(variable);
        return copy;
    }

    Shell stdin(String text) {
        Shell copy = copy();
        copy.stdin = text;
        return copy;
    }

    /** With stdin and stdout on a terminal of 80 columns, where what is given as stdin is typed; stderr stays apart. */
    Shell onTerminal() {
        Shell copy = copy();
        copy.terminal = true;
        return copy.with("TERM", "xterm");
    }

    Shell program(Path other) {
        Shell copy = copy();
        copy.program = other;
        return copy;
    }

    String variable(String name) {
        return variables.getOrDefault(name, "");
    }

    Path folder() {
        return folder;
    }

    /** Runs {@code prikke} to its end. */
    Result prikke(String... args) {
        try {
            Path out = Files.createTempFile(folder, "out", "");
            Path err = Files.createTempFile(folder, "err", "");
            Process process = terminal
                    // At the end Ctrl-D, for who reads on.
                    ? Pty.start(command(args), variables, stdin.isEmpty() ? "" : stdin + "\u0004", out, err)
                    : start(ProcessBuilder.Redirect.to(out.toFile()), ProcessBuilder.Redirect.to(err.toFile()), args);
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(List.of(args) + " has not ended within two minutes; it said: " + Files.readString(err));
            }
            process.getOutputStream().close();
            var result = new Result(process.exitValue(), Files.readString(out), Files.readString(err));
            Files.delete(out);
            Files.delete(err);
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Starts {@code prikke} with its output in pipes, and leaves it running. */
    Process start(String... args) throws IOException {
        return start(ProcessBuilder.Redirect.PIPE, ProcessBuilder.Redirect.PIPE, args);
    }

    /** Starts {@code prikke} on a terminal, its stderr included, and leaves it running. */
    Process startOnTerminal(String... args) throws IOException {
        Shell on = onTerminal();
        return Pty.start(on.command(args), on.variables, "", null, null);
    }

    /** The same, with what it writes to stderr in a file. */
    Process start(Path err, String... args) throws IOException {
        return start(ProcessBuilder.Redirect.PIPE, ProcessBuilder.Redirect.to(err.toFile()), args);
    }

    private Process start(ProcessBuilder.Redirect out, ProcessBuilder.Redirect err, String... args) throws IOException {
        var builder = new ProcessBuilder(command(args)).redirectOutput(out).redirectError(err);
        builder.environment().clear();
        builder.environment().putAll(variables);
        Process process = builder.start();
        try (var in = process.getOutputStream()) {
            in.write(stdin.getBytes(UTF_8));
        }
        return process;
    }

    private List<String> command(String... args) {
        var command = new ArrayList<String>(List.of(program.toString()));
        command.addAll(List.of(args));
        return command;
    }

    private Shell copy() {
        var copy = new Shell(folder);
        copy.variables.clear();
        copy.variables.putAll(variables);
        copy.program = program;
        copy.stdin = stdin;
        copy.terminal = terminal;
        return copy;
    }
}
