package prikke.cli.shell;

import java.util.List;
import org.jspecify.annotations.Nullable;
import prikke.cli.Environment;
import prikke.cli.ExitCodes;
import prikke.cli.Passed;
import prikke.cli.Prikke;
import prikke.cli.Session;
import prikke.cli.Streams;

/** Runs the commands of a shell, each as if it had been started by itself, with the options that the shell was given. */
final class Commands {
    private final Session session;
    private final Passed passed;

    Commands(Session session) {
        this.session = session;
        this.passed = session.passed();
    }

    /** Runs a line and gives its exit code. */
    int run(List<String> line, int columns, Streams io) {
        List<String> words = withoutProgram(line);
        String refusal = refusal(words);
        if (refusal != null) {
            io.err().println("error: " + refusal);
            return ExitCodes.USAGE;
        }
        return Prikke.run(passed.before(words), environment(columns), io, session.clock());
    }

    /** What the commands see around them. */
    Environment environment(int columns) {
        return session.environment().within(passed.variables(), columns);
    }

    /** Whoever is used to it may begin each line with the program's name. */
    static List<String> withoutProgram(List<String> line) {
        return !line.isEmpty() && line.getFirst().equals("prikke") ? line.subList(1, line.size()) : line;
    }

    private static @Nullable String refusal(List<String> words) {
        List<String> names = words.stream().filter(word -> !word.startsWith("-")).limit(2).toList();
        boolean help = words.contains("--help") || words.contains("-h");
        if (!help && names.equals(List.of("shell"))) {
            return "This is the shell already.";
        }
        return !help && names.equals(List.of("daemon", "run"))
                ? "The daemon in the foreground needs a terminal of its own.\nIn the background: daemon start"
                : null;
    }
}
