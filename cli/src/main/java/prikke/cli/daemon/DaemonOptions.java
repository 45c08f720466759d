package prikke.cli.daemon;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the daemon itself takes; handed on to it as it is. */
final class DaemonOptions {
    @Option(names = "--host", paramLabel = "HOST", description = "The address to listen on; 127.0.0.1 unless given.")
    @Nullable String host;

    @Option(names = "--port", paramLabel = "N", description = "The port to listen on, 0 for any free one; 7717 unless given.")
    @Nullable String port;

    @Option(names = "--database-url", paramLabel = "JDBC", description = "PostgreSQL instead of the embedded database.")
    @Nullable String databaseUrl;

    @Mixin
    DataDirOption where = new DataDirOption();

    List<String> arguments() {
        var arguments = new ArrayList<String>();
        add(arguments, "--host", host);
        add(arguments, "--port", port);
        add(arguments, "--database-url", databaseUrl);
        add(arguments, "--data-dir", where.dataDir);
        add(arguments, "--config", where.config);
        return arguments;
    }

    private static void add(List<String> arguments, String name, @Nullable String value) {
        if (value != null) {
            arguments.add(name + "=" + value);
        }
    }
}
