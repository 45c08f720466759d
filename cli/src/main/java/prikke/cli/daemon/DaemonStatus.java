package prikke.cli.daemon;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import prikke.cli.ExitCodes;
import prikke.cli.Session;
import prikke.cli.output.Column;
import prikke.cli.output.Output;
import prikke.cli.output.Times;
import prikke.core.api.Answer;
import prikke.core.api.NodeResponse;

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

    @Override
    public Integer call() {
        DaemonState state = DaemonState.of(where.files(session.environment()));
        Output output = session.output();
        List<Answer<NodeResponse>> nodes = state.url() == null ? List.of() : NodesView.ask(session, state.url()).orElse(List.of());
        if (!output.readable()) {
            state.with(nodes.stream().map(Answer::json).toList()).print(output);
            return exitCode(state);
        }
        output.details(state, lines());
        if (!nodes.isEmpty()) {
            output.line("");
            output.table(nodes.stream().map(Answer::value).toList(), NodesView.COLUMNS, "");
        }
        return exitCode(state);
    }

    private static int exitCode(DaemonState state) {
        return state.running() ? ExitCodes.DONE : ExitCodes.FAILED;
    }

    private List<Column<DaemonState>> lines() {
        return List.of(
                Column.status("Status", (state, times) -> state.status()),
                Column.text("URL", (state, times) -> state.url()),
                Column.text("Version", (state, times) -> state.version()),
                Column.text("Database", (state, times) -> state.database()),
                Column.text("Uptime", (state, times) -> uptime(state.startedAt())),
                Column.text("Process", (state, times) -> state.pid() == null ? null : state.pid().toString()),
                Column.text("Data", (state, times) -> state.dataDir()));
    }

    private @Nullable String uptime(@Nullable Instant startedAt) {
        return startedAt == null ? null : Times.coarse(Duration.between(startedAt, session.clock().instant()));
    }
}
