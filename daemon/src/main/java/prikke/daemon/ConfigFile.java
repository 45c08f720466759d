package prikke.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.representer.Representer;
import prikke.core.Nearest;

/** Reads {@code prikke.yaml}: settings nested, or with dots, or both. */
final class ConfigFile {
    private final Path file;
    private final Map<Setting, Given> settings = new EnumMap<>(Setting.class);

    private ConfigFile(Path file) {
        this.file = file;
    }

    /** The file's settings, each naming the file as its source. */
    static Map<Setting, Given> read(Path file) {
        ConfigFile reading = new ConfigFile(file);
        Object root = reading.parse();
        if (root != null) reading.add("", root);
        return reading.settings;
    }

    private @Nullable Object parse() {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        try {
            DumperOptions unused = new DumperOptions();
            Yaml yaml = new Yaml(new SafeConstructor(options), new Representer(unused), unused, options, new PlainText());
            return yaml.load(Files.readString(file));
        } catch (YAMLException e) {
            throw CannotStartException.usage(
                    file + " is not YAML: " + String.valueOf(e.getMessage()).strip());
        } catch (IOException e) {
            throw CannotStartException.usage(
                    "The configuration " + file + " can't be read: " + e + ". Check --config.");
        }
    }

    private void add(String path, Object value) {
        Setting setting = Setting.ofKey(path).orElse(null);
        if (setting != null) {
            settings.put(setting, new Given(text(value), file.toString()));
        } else if (value instanceof Map<?, ?> map && isSection(path)) {
            map.forEach((key, inner) -> {
                if (inner != null) add(path.isEmpty() ? String.valueOf(key) : path + "." + key, inner);
            });
        } else {
            throw unknown(path);
        }
    }

    private static boolean isSection(String path) {
        return path.isEmpty() || Setting.keys().stream().anyMatch(key -> key.startsWith(path + "."));
    }

    private static String text(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining(","))
                : String.valueOf(value);
    }

    private CannotStartException unknown(String key) {
        if (key.isEmpty()) return CannotStartException.usage(file + " must hold settings such as server.port: 7717.");
        String near = Nearest.to(key, Setting.keys());
        return CannotStartException.usage(file + ": there is no setting " + key + "."
                + (near == null
                        ? " The settings are " + String.join(", ", Setting.keys()) + "."
                        : " Did you mean " + near + "?"));
    }
}
