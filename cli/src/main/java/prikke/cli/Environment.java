package prikke.cli;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds a command.
 *
 * @param variables the environment's variables
 * @param stdinIsTerminal whether somebody can be asked
 * @param stdoutIsTerminal whether somebody reads
 * @param columns the terminal's width, or 80 where there is none
 * @param home the folder that the distribution lies in
 */
public record Environment(
        Map<String, String> variables, boolean stdinIsTerminal, boolean stdoutIsTerminal, int columns, Path home) {

    /** This process's. {@code bin/prikke} finds out what Java cannot and passes it on as properties. */
    static Environment ofProcess() {
        String terminals = System.getProperty("prikke.terminals", "");
        return new Environment(
                System.getenv(),
                terminals.contains("0"),
                terminals.contains("1"),
                Integer.getInteger("prikke.columns", 80),
                Path.of(System.getProperty("prikke.home", ".")));
    }

    /** A variable, or null where it is not set or empty. */
    public @Nullable String get(String name) {
        String value = variables.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    /** A folder as the XDG base directory specification finds it. */
    public Path xdg(String variable, String belowHome) {
        String folder = get(variable);
        if (folder != null && Path.of(folder).isAbsolute()) {
            return Path.of(folder);
        }
        String home = get("HOME");
        return Path.of(home == null ? System.getProperty("user.home", ".") : home, belowHome);
    }

    /** Whether to print in colour: only for a reader who has not refused (see no-color.org). */
    public boolean colors() {
        return stdoutIsTerminal && get("NO_COLOR") == null && !"dumb".equals(get("TERM"));
    }
}
