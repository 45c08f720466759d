package prikke.cli.daemon;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import picocli.CommandLine.Option;
import prikke.cli.Environment;
import prikke.cli.Failure;

/** Which daemon is meant: that of a data directory, found as the daemon itself finds it. */
final class DataDirOption {
    @Option(names = "--data-dir", paramLabel = "DIR", description = "Where its embedded database, pid file and log lie.")
    @Nullable String dataDir;

    @Option(names = "--config", paramLabel = "FILE", description = "Its prikke.yaml.")
    @Nullable String config;

    DaemonFiles files(Environment environment) {
        String folder = dataDir != null ? dataDir : environment.get("PRIKKE_DATA_DIR");
        if (folder == null) {
            String file = config != null ? config : environment.get("PRIKKE_CONFIG");
            folder = file == null ? null : fromFile(Path.of(file));
        }
        Path path = folder == null ? environment.xdg("XDG_DATA_HOME", ".local/share").resolve("prikke") : Path.of(folder);
        return new DaemonFiles(path.toAbsolutePath().normalize());
    }

    private static @Nullable String fromFile(Path file) {
        try (Reader reader = Files.newBufferedReader(file)) {
            Object settings = new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
            return settings instanceof Map<?, ?> map && map.get("data-dir") instanceof String folder ? folder : null;
        } catch (IOException | YAMLException e) {
            throw Failure.usage("The configuration " + file + " cannot be read: " + e.getMessage());
        }
    }
}
