package prikke.cli;

import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the command line keeps what is to outlive a command: as the XDG base directory specification says, and on Windows in the
 * folders that it has for that. Looks at nothing but what it is told, so that any system can be thought of.
 *
 * @param variables the environment's variables
 * @param userHome the home folder that the system knows of; null or {@code ?} where it knows of none
 * @param windows whether this is Windows
 * @param files the file system that the paths are of
 */
record Folders(Map<String, String> variables, @Nullable String userHome, boolean windows, FileSystem files) {

    static Folders ofProcess(Map<String, String> variables) {
        boolean windows = System.getProperty("os.name", "").startsWith("Windows");
        return new Folders(variables, System.getProperty("user.home"), windows, FileSystems.getDefault());
    }

    /** Where profiles lie; null where there is no place for them. */
    @Nullable Path config() {
        Path told = path("PRIKKE_CONFIG_DIR");
        return told != null ? told : below(windows ? absolute("APPDATA") : xdg("XDG_CONFIG_HOME", ".config"));
    }

    /** Where the history of the shell lies: beside the profiles where their place was told, so that nothing is left elsewhere. */
    @Nullable Path state() {
        Path told = path("PRIKKE_CONFIG_DIR");
        return told != null ? told : below(windows ? absolute("LOCALAPPDATA") : xdg("XDG_STATE_HOME", ".local/state"));
    }

    /** A folder of the specification; null where neither the variable nor a home folder is known. */
    @Nullable Path xdg(String variable, String belowHome) {
        Path told = absolute(variable);
        if (told != null) {
            return told;
        }
        Path home = path("HOME");
        if (home != null) {
            return home.resolve(belowHome);
        }
        // What Java says where the system knows of none.
        return userHome == null || userHome.isEmpty() || userHome.equals("?") ? null : files.getPath(userHome).resolve(belowHome);
    }

    private @Nullable Path absolute(String variable) {
        Path path = path(variable);
        return path != null && path.isAbsolute() ? path : null;
    }

    private @Nullable Path path(String variable) {
        String value = variables.get(variable);
        return value == null || value.isEmpty() ? null : files.getPath(value);
    }

    private static @Nullable Path below(@Nullable Path base) {
        return base == null ? null : base.resolve("prikke");
    }
}
