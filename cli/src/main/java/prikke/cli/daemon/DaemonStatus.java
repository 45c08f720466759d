package prikke.cli.daemon;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import prikke.cli.ExitCodes;
import prikke.cli.Session;
import prikke.cli.output.Column;
import prikke.cli.output.Output;
import prikke.cli.output.Times;
import prikke.core.api.Json;
import prikke.core.api.VersionResponse;

/** {@code prikke daemon status}. */
@Command(
        name = "status",
        description = "Say whether the daemon runs; ends with 0 if it does and with 1 if not.",
        footer = {"", "Example:", "  prikke daemon status || prikke daemon start"})
final class DaemonStatus implements Callable<Integer> {
    private final Session session;

    @Mixin
    DataDirOption where = new DataDirOption();

    DaemonStatus(Session session) {
        this.session = session;
    }

    /**
     * How it is.
     *
     * @param status {@code running}, {@code not responding} or {@code stopped}
     */
    record Status(
            String status,
            @Nullable Long pid,
            @Nullable String url,
            @Nullable String version,
            @Nullable String database,
            @Nullable Instant startedAt,
            String dataDir) {}

    @Override
    public Integer call() {
        DaemonFiles files = where.files(session.environment());
        Status status = files.process().map(process -> of(process, files)).orElseGet(() -> stopped(files));
        Output output = session.output();
        if (output.readable()) {
            output.details(status, lines());
        } else {
            output.values(List.of(status.status()), Json.mapper().valueToTree(status), Status.class);
        }
        return status.status().equals("running") ? ExitCodes.DONE : ExitCodes.FAILED;
    }

    private static Status of(ProcessHandle process, DaemonFiles files) {
        Optional<VersionResponse> version = files.url().flatMap(url -> new DaemonHealth(url).version());
        return new Status(
                version.isPresent() ? "running" : "not responding",
                process.pid(),
                files.url().map(Object::toString).orElse(null),
                version.map(VersionResponse::version).orElse(null),
                version.map(VersionResponse::database).orElse(null),
                process.info().startInstant().orElse(null),
                files.folder().toString());
    }

    private static Status stopped(DaemonFiles files) {
        return new Status("stopped", null, null, null, null, null, files.folder().toString());
    }

    private List<Column<Status>> lines() {
        return List.of(
                Column.status("Status", (status, times) -> status.status()),
                Column.text("URL", (status, times) -> status.url()),
                Column.text("Version", (status, times) -> status.version()),
                Column.text("Database", (status, times) -> status.database()),
                Column.text("Uptime", (status, times) -> uptime(status.startedAt())),
                Column.text("Process", (status, times) -> status.pid() == null ? null : status.pid().toString()),
                Column.text("Data", (status, times) -> status.dataDir()));
    }

    private @Nullable String uptime(@Nullable Instant startedAt) {
        return startedAt == null ? null : Times.coarse(Duration.between(startedAt, session.clock().instant()));
    }
}
