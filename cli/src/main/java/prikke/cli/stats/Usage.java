package prikke.cli.stats;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import prikke.cli.Session;
import prikke.cli.output.Column;
import prikke.cli.output.View;
import prikke.core.api.UsageResponse;

/** {@code prikke usage}. */
@Command(
        name = "usage",
        description = "Show what the organization uses of what its plan allows.",
        footer = {"", "Examples:", "  prikke usage", "  prikke usage --month 2026-11 -o json"})
public final class Usage implements Runnable {
    private static final List<Column<UsageResponse>> LINES = List.of(
            Column.text("Month", (usage, times) -> usage.month()),
            Column.text("Plan", (usage, times) -> usage.plan()),
            Column.text("Executions", (usage, times) -> of(usage.executions(), usage.limits().executions())),
            Column.text("Attempts", (usage, times) -> Long.toString(usage.attempts())),
            Column.text("Jobs", (usage, times) -> of(usage.jobs(), usage.limits().jobs())),
            Column.text("Members", (usage, times) -> of(usage.members(), usage.limits().members())));

    private static final View<UsageResponse> VIEW = new View<>(UsageResponse.class, UsageResponse::month, LINES, LINES);

    private final Session session;

    @Option(names = "--month", paramLabel = "YYYY-MM", description = "Another month of UTC than this one; jobs and members are as of now.")
    @Nullable String month;

    public Usage(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        session.output().one(session.client().usage(month), VIEW);
    }

    private static String of(long used, @Nullable Long limit) {
        return limit == null ? Long.toString(used) : used + " of " + limit;
    }
}
