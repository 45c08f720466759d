package prikke.cli.stats;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import prikke.cli.output.Column;
import prikke.cli.output.Times;
import prikke.cli.output.View;
import prikke.core.api.Json;
import prikke.core.api.StatsFigures;

/** How figures are shown: a row each, or line by line. */
final class FiguresView {
    private static final List<Column<StatsFigures>> COUNTS = List.of(
            Column.number("Runs", (figures, times) -> Long.toString(figures.executions())),
            Column.number("Failed", (figures, times) -> Long.toString(failed(figures))),
            Column.<StatsFigures>number("Not run", (figures, times) -> Long.toString(notRun(figures))).rank(4),
            Column.number("Success", (figures, times) -> percent(figures.successRate())),
            Column.number("Took p50", (figures, times) -> millis(figures.durationP50Ms())),
            Column.number("p95", (figures, times) -> millis(figures.durationP95Ms())),
            Column.<StatsFigures>number("p99", (figures, times) -> millis(figures.durationP99Ms())).rank(3),
            Column.<StatsFigures>number("Late p50", (figures, times) -> millis(figures.lagP50Ms())).rank(2),
            Column.<StatsFigures>number("Late p95", (figures, times) -> millis(figures.lagP95Ms())).rank(1));

    /** By hour or by day. */
    static final View<StatsFigures> BY_TIME = view(Column.instant("Start", StatsFigures::start), figures -> Json.instant(figures.start()));

    /** By job. */
    static final View<StatsFigures> BY_JOB = view(Column.text("Job", (figures, times) -> job(figures)), FiguresView::job);

    private FiguresView() {}

    private static View<StatsFigures> view(Column<StatsFigures> first, java.util.function.Function<StatsFigures, String> id) {
        return new View<>(StatsFigures.class, id, Stream.concat(Stream.of(first), COUNTS.stream()).toList(), COUNTS);
    }

    private static String job(StatsFigures figures) {
        if (figures.jobKey() != null) return figures.jobKey();
        return figures.jobId() == null ? "(one-offs)" : figures.jobId().toString();
    }

    static long failed(StatsFigures figures) {
        return figures.failed() + figures.timeout();
    }

    private static long notRun(StatsFigures figures) {
        return figures.missed() + figures.skipped() + figures.cancelled();
    }

    /** Never rounded up to all. */
    static @Nullable String percent(@Nullable Double rate) {
        if (rate == null) return null;
        double shown = Math.floor(rate * 1000) / 10;
        return String.format(Locale.ROOT, "%.1f %%", shown);
    }

    static @Nullable String millis(@Nullable Double millis) {
        if (millis == null) return null;
        if (millis < 10) return String.format(Locale.ROOT, "%.1f ms", millis);
        return Times.millis(Math.round(millis));
    }
}
