package prikke.daemon;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import prikke.core.Nearest;

/** What was given to the settings: by {@code prikke.yaml}, which the environment beats, which the flags beat. */
final class Settings {
    private static final String PREFIX = "PRIKKE_";

    /** Names the file, as {@code --config} does. */
    private static final String CONFIG = "PRIKKE_CONFIG";

    /** Those of the command line, which often runs with the same environment. */
    private static final Set<String> NOT_OURS = Set.of(
            "PRIKKE_SERVER",
            "PRIKKE_API_KEY",
            "PRIKKE_ORG",
            "PRIKKE_PROFILE",
            "PRIKKE_CONFIG_DIR",
            "PRIKKE_JAVA_HOME",
            CONFIG);

    private Settings() {}

    static Map<Setting, Given> gather(Arguments arguments, Map<String, String> environment) {
        Map<Setting, Given> variables = variables(environment);
        Path file = file(arguments, environment, variables);
        Map<Setting, Given> all = new EnumMap<>(Setting.class);
        if (file != null) all.putAll(ConfigFile.read(file));
        all.putAll(variables);
        all.putAll(arguments.flags());
        return all;
    }

    private static Map<Setting, Given> variables(Map<String, String> environment) {
        Map<Setting, Given> given = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            String value = environment.get(setting.variable());
            if (value != null) given.put(setting, new Given(value, setting.variable()));
        }
        environment.keySet().forEach(name -> refuseMistyped(name));
        return given;
    }

    /** Only what looks like a setting's name is refused: the prefix alone may be anyone's. */
    private static void refuseMistyped(String name) {
        if (!name.startsWith(PREFIX)
                || NOT_OURS.contains(name)
                || Setting.variables().contains(name)) return;
        String near = Nearest.to(name, Setting.variables());
        if (near != null) {
            throw CannotStartException.usage(
                    "There is no setting " + name + " in the environment. Did you mean " + near + "?");
        }
    }

    private static @Nullable Path file(
            Arguments arguments, Map<String, String> environment, Map<Setting, Given> variables) {
        Path named = arguments.config();
        if (named != null) return named;
        String variable = environment.get(CONFIG);
        if (variable != null && !variable.isBlank()) return Path.of(variable);
        Given dir = arguments.flags().getOrDefault(Setting.DATA_DIR, variables.get(Setting.DATA_DIR));
        Path file = (dir == null ? DataDir.usual(environment) : Path.of(dir.value())).resolve("prikke.yaml");
        return Files.exists(file) ? file : null;
    }
}
