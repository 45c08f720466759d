package prikke.cli.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A terminal for a program, made by {@code script} of util-linux. */
final class Pty {
    private Pty() {}

    /** Whether there is one to be had here. */
    static boolean available() {
        return Files.isExecutable(Path.of("/usr/bin/script"));
    }

    /**
     * Starts a program on a terminal of 80 columns and 24 lines.
     *
     * @param typed what is typed at once; more may be typed through the process's output stream, which is to be closed only at the end
     * @param out where what appears is written, or null to have it in the process's input stream
     * @param err where stderr goes, which stays apart; null to have it on the terminal
     */
    static Process start(List<String> command, Map<String, String> variables, String typed, @Nullable Path out, @Nullable Path err)
            throws IOException {
        String line = command.stream().map(Pty::quoted).collect(Collectors.joining(" "));
        String apart = err == null ? "" : " 2>" + quoted(err.toString());
        var builder = new ProcessBuilder("/usr/bin/script", "-qec", "stty cols 80 rows 24; exec " + line + apart, "/dev/null");
        builder.environment().clear();
        builder.environment().putAll(variables);
        builder.environment().put("SHELL", "/bin/sh");
        builder.redirectErrorStream(true);
        if (out != null) builder.redirectOutput(out.toFile());
        Process process = builder.start();
        process.getOutputStream().write(typed.getBytes(UTF_8));
        process.getOutputStream().flush();
        return process;
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
