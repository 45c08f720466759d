package prikke.cli.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;
import prikke.cli.output.Column;
import prikke.cli.output.Output;
import prikke.core.api.Json;
import prikke.core.api.SimulationResponse;
import prikke.core.api.SimulationResponse.BusySecond;
import prikke.core.api.SimulationResponse.Hour;
import prikke.core.api.SimulationResponse.JobRuns;

/** Prints a simulation: a bar for each hour, the busiest seconds, the jobs whose runs overlap. */
final class SimulationReport {
    private static final int WIDEST_BAR = 40;
    private static final int MOST_HOURS = 48;
    private static final int MOST_SECONDS = 10;

    private final Output output;

    SimulationReport(Output output) {
        this.output = output;
    }

    void print(SimulationResponse simulation, JsonNode json) {
        if (!output.readable()) {
            output.document(json, SimulationResponse.class);
            return;
        }
        output.line(simulation.runs() + " runs of " + simulation.jobs().size() + " jobs from " + Json.instant(simulation.from()) + " to "
                + Json.instant(simulation.to()));
        if (simulation.runs() == 0) return;
        hours(simulation.hours());
        output.line("");
        output.line("The busiest seconds");
        output.table(simulation.busiest().stream().limit(MOST_SECONDS).toList(), seconds(simulation.busiest()), "");
        output.line("");
        output.line("The jobs");
        output.table(simulation.jobs(), jobs(), "");
        SimulationResponse.Peak peak = simulation.peak();
        if (peak != null) {
            output.line("");
            output.line("At once at the most: " + peak.running() + ", first at " + Json.instant(peak.at()));
        }
        if (simulation.detailedUntil().isBefore(simulation.to())) {
            output.note("The busiest seconds and overlaps are those until " + Json.instant(simulation.detailedUntil()) + ".");
        }
    }

    private void hours(List<Hour> hours) {
        output.line("");
        output.line(hours.size() > MOST_HOURS ? "The first " + MOST_HOURS + " hours (UTC)" : "By hour (UTC)");
        List<Hour> shown = hours.stream().limit(MOST_HOURS).toList();
        long most = shown.stream().mapToLong(Hour::runs).max().orElse(0);
        output.table(
                shown,
                List.of(
                        Column.whole("Hour", (hour, times) -> Json.instant(hour.start()).substring(0, 16).replace('T', ' ')),
                        Column.number("Runs", (hour, times) -> Long.toString(hour.runs())),
                        Column.whole("", (hour, times) -> bar(hour.runs(), most))),
                "");
    }

    private static List<Column<BusySecond>> seconds(List<BusySecond> busiest) {
        long most = busiest.stream().mapToLong(BusySecond::runs).max().orElse(0);
        return List.of(
                Column.whole("Second", (second, times) -> Json.instant(second.second()).substring(0, 19) + "Z"),
                Column.number("Runs", (second, times) -> Integer.toString(second.runs())),
                Column.whole("", (second, times) -> bar(second.runs(), most)),
                Column.text("Jobs", (second, times) -> second.jobs().stream().collect(Collectors.joining(", "))));
    }

    private static List<Column<JobRuns>> jobs() {
        return List.of(
                Column.text("Job", (job, times) -> job.name()),
                Column.number("Runs", (job, times) -> Long.toString(job.runs())),
                Column.number("Overlapping", (job, times) -> Long.toString(job.overlapping())),
                Column.whole("First overlap", (job, times) -> job.firstOverlap() == null ? null : Json.instant(job.firstOverlap())));
    }

    /** A bar as long as its share of the most; what is more than nothing shows at least a sliver. */
    private static String bar(long value, long most) {
        int eighths = most == 0 ? 0 : (int) Math.max(value == 0 ? 0 : 1, Math.round(8.0 * WIDEST_BAR * value / most));
        String whole = "\u2588".repeat(eighths / 8);
        return eighths % 8 == 0 ? whole : whole + (char) (0x2590 - eighths % 8);
    }
}
