package prikke.cli.daemon;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import prikke.cli.output.Output;
import prikke.core.api.Json;
import prikke.core.api.VersionResponse;

/**
 * How the daemon of a data directory is.
 *
 * @param status {@code running}, {@code not responding} or {@code stopped}
 */
record DaemonState(
        String status,
        @Nullable Long pid,
        @Nullable String url,
        @Nullable String version,
        @Nullable String database,
        @Nullable Instant startedAt,
        String dataDir,
        @Nullable List<JsonNode> nodes) {

    /** The same with what is told of the nodes that share its database. */
    DaemonState with(List<JsonNode> known) {
        return new DaemonState(status, pid, url, version, database, startedAt, dataDir, known);
    }

    static DaemonState of(DaemonFiles files) {
        return files.process()
                .map(process -> of(process, files))
                .orElseGet(() -> new DaemonState("stopped", null, null, null, null, null, files.folder().toString(), null));
    }

    boolean running() {
        return status.equals("running");
    }

    /** Says a sentence to a reader, and to a program how the daemon is. */
    void tell(Output output, String sentence) {
        if (output.readable()) {
            output.line(sentence);
        } else {
            print(output);
        }
    }

    /** Prints it for a program; as an id stands the URL. */
    void print(Output output) {
        output.values(url == null ? List.of() : List.of(url), Json.fields(this), DaemonState.class);
    }

    private static DaemonState of(ProcessHandle process, DaemonFiles files) {
        Optional<VersionResponse> version = files.url().flatMap(url -> new DaemonHealth(url).version());
        return new DaemonState(
                version.isPresent() ? "running" : "not responding",
                process.pid(),
                files.url().map(Object::toString).orElse(null),
                version.map(VersionResponse::version).orElse(null),
                version.map(VersionResponse::database).orElse(null),
                process.info().startInstant().orElse(null),
                files.folder().toString(),
                null);
    }
}
