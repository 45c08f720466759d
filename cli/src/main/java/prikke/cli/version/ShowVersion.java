package prikke.cli.version;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import prikke.cli.Session;
import prikke.cli.output.Column;
import prikke.cli.output.Output;
import prikke.core.Version;
import prikke.core.api.ApiException;
import prikke.core.api.Json;
import prikke.core.api.UnreachableException;
import prikke.core.api.VersionResponse;

/** {@code prikke version}: of the client, and of the server where it can be reached. */
@Command(
        name = "version",
        description = "Print the versions of this command line and of the daemon.",
        footer = {"", "Example:", "  prikke version -o json"})
public final class ShowVersion implements Runnable {
    private final Session session;

    public ShowVersion(Session session) {
        this.session = session;
    }

    /** The two versions; {@code server} is null where the daemon does not answer. */
    record Versions(String client, @Nullable VersionResponse server) {}

    @Override
    public void run() {
        Output output = session.output();
        var versions = new Versions(Version.CURRENT, serverVersion());
        if (output.readable()) {
            output.details(
                    versions,
                    List.of(Column.text("Client", (v, times) -> v.client()), Column.text("Server", (v, times) -> server(v.server()))));
        } else {
            ObjectNode json = Json.fields(versions);
            output.values(List.of(versions.client()), json, Versions.class);
        }
    }

    private @Nullable VersionResponse serverVersion() {
        try {
            return session.anonymousClient().version().value();
        } catch (UnreachableException | ApiException e) {
            session.output().note("No daemon answers at " + session.server() + ": " + e.getMessage());
            return null;
        }
    }

    private static String server(@Nullable VersionResponse server) {
        return server == null
                ? "not reachable"
                : server.version() + " (" + server.database() + ", Java " + server.java() + ")";
    }
}
