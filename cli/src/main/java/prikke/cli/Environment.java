package prikke.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds a command.
 *
 * @param variables the environment's variables
 * @param stdinIsTerminal whether somebody can be asked
 * @param stdoutIsTerminal whether somebody reads
 * @param stderrIsTerminal whether somebody watches
 * @param columns the terminal's width, or 80 where there is none
 * @param home the folder that the distribution lies in
 */
public record Environment(
        Map<String, String> variables,
        boolean stdinIsTerminal,
        boolean stdoutIsTerminal,
        boolean stderrIsTerminal,
        int columns,
        Path home) {

    /** One in which nobody watches how a command gets on. */
    public Environment(Map<String, String> variables, boolean stdinIsTerminal, boolean stdoutIsTerminal, int columns, Path home) {
        this(variables, stdinIsTerminal, stdoutIsTerminal, false, columns, home);
    }

    /** This process's. {@code bin/prikke} finds out what Java cannot and passes it on as properties. */
    static Environment ofProcess() {
        String terminals = System.getProperty("prikke.terminals", "");
        return new Environment(
                System.getenv(),
                terminals.contains("0"),
                terminals.contains("1"),
                terminals.contains("2"),
                Integer.getInteger("prikke.columns", 80),
                Path.of(System.getProperty("prikke.home", ".")));
    }

    /** A variable, or null where it is not set or empty. */
    public @Nullable String get(String name) {
        String value = variables.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    /** A folder as the XDG base directory specification finds it; below the working directory where there is no home folder. */
    public Path xdg(String variable, String belowHome) {
        Path folder = Folders.ofProcess(variables).xdg(variable, belowHome);
        return folder == null ? Path.of(belowHome) : folder;
    }

    /** The same for commands that are run from within another: with these variables, and a terminal of this width. */
    public Environment within(Map<String, String> more, int width) {
        var all = new HashMap<>(variables);
        all.putAll(more);
        return new Environment(Map.copyOf(all), stdinIsTerminal, stdoutIsTerminal, stderrIsTerminal, width, home);
    }

    /** Whether to print in colour: only for a reader who has not refused (see no-color.org). */
    public boolean colors() {
        return stdoutIsTerminal && get("NO_COLOR") == null && !"dumb".equals(get("TERM"));
    }
}
