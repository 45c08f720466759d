package prikke.daemon;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import prikke.core.Nearest;

/**
 * The daemon's arguments.
 *
 * @param flags the settings given as flags
 * @param config the file that {@code --config} names
 * @param help whether only help is asked for
 * @param version whether only the version is asked for
 */
record Arguments(Map<Setting, Given> flags, @Nullable Path config, boolean help, boolean version) {
    static final String USAGE = """
        Usage: prikked [--host H] [--port N] [--data-dir D] [--database-url JDBC] [--config F]

          --host H             the address to listen on (127.0.0.1)
          --port N             the port to listen on, 0 for any free one (7717)
          --data-dir D         where the embedded database and the pid file lie
          --database-url JDBC  PostgreSQL instead of the embedded database
          --config F           a prikke.yaml (the one in the data directory, if there is one)

        prikked rotate-key [the same]  encrypts everything with a new key; the daemon must not run
        prikked doctor [the same]      finds what is wrong, as JSON; prikke daemon doctor shows it

        Example: prikked --port 8080 --data-dir /var/lib/prikke
        """;

    private static final Map<String, Setting> SETTINGS = Map.of(
            "--host", Setting.SERVER_HOST,
            "--port", Setting.SERVER_PORT,
            "--data-dir", Setting.DATA_DIR,
            "--database-url", Setting.DATABASE_URL);
    private static final List<String> FLAGS =
            List.of("--host", "--port", "--data-dir", "--database-url", "--config", "--help", "--version");

    /** Reads {@code --flag value} and {@code --flag=value}; of a flag given twice the last holds. */
    static Arguments parse(String... args) {
        Map<Setting, Given> flags = new EnumMap<>(Setting.class);
        Path config = null;
        for (int i = 0; i < args.length; i++) {
            String[] parts = args[i].split("=", 2);
            String flag = parts[0];
            if (flag.equals("--help") || flag.equals("-h")) return new Arguments(Map.of(), null, true, false);
            if (flag.equals("--version")) return new Arguments(Map.of(), null, false, true);
            if (!FLAGS.contains(flag)) throw unknown(flag);
            if (parts.length == 1) i++;
            if (i >= args.length) throw CannotStartException.usage(flag + " needs a value.");
            String value = parts.length == 2 ? parts[1] : args[i];
            Setting setting = SETTINGS.get(flag);
            if (setting == null) {
                config = Path.of(value);
            } else {
                flags.put(setting, new Given(value, flag));
            }
        }
        return new Arguments(flags, config, false, false);
    }

    private static CannotStartException unknown(String flag) {
        String near = Nearest.to(flag, FLAGS);
        return CannotStartException.usage("prikked does not take " + flag + "."
                + (near == null ? " See prikked --help." : " Did you mean " + near + "?"));
    }
}
