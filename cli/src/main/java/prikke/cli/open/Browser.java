package prikke.cli.open;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import prikke.cli.Environment;

/** Finds what opens a page for this user. */
final class Browser {
    /** Stands for the page's address. */
    static final String URL = "%s";

    private Browser() {}

    /** The command, with {@link #URL} in it; none where there is no browser, or nobody before a screen. */
    static List<String> command(Environment environment, String system) {
        String told = environment.get("BROWSER");
        if (told != null) {
            return told.contains(URL) ? List.of(told.split(" +")) : List.of(told, URL);
        }
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return List.of("rundll32", "url.dll,FileProtocolHandler", URL);
        }
        if (name.startsWith("mac")) {
            return List.of("open", URL);
        }
        boolean screen = environment.get("DISPLAY") != null || environment.get("WAYLAND_DISPLAY") != null;
        return screen && onPath(environment, "xdg-open") ? List.of("xdg-open", URL) : List.of();
    }

    private static boolean onPath(Environment environment, String program) {
        String path = environment.get("PATH");
        return path != null
                && List.of(path.split(File.pathSeparator)).stream().anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    static File nothing() {
        return new File(File.separatorChar == '\\' ? "NUL" : "/dev/null");
    }
}
