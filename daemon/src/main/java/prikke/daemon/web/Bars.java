package prikke.daemon.web;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import prikke.core.stats.Figures;
import prikke.core.stats.StatsReport;

/**
 * A chart of hours or days: a bar for each, what succeeded below, what did not on top.
 *
 * @param most the highest count, 1 at the least
 */
public record Bars(List<Bar> bars, long most) {

    /**
     * One hour or day.
     *
     * @param label when it was
     * @param good how many succeeded
     * @param bad how many failed, timed out or were missed
     * @param other how many were skipped or cancelled
     */
    public record Bar(Instant start, String label, long good, long bad, long other) {
        public long all() {
            return good + bad + other;
        }

        /** The share that succeeded of what ran or should have, in percent; 100 where there was nothing. */
        public long percent() {
            return good + bad == 0 ? 100 : Math.floorDiv(100 * good, good + bad);
        }

        /** What is told of it in words. */
        public String words() {
            if (all() == 0) return label + ": no runs";
            String words = label + ": " + good + " succeeded";
            if (bad > 0) words += ", " + bad + " failed";
            return other > 0 ? words + ", " + other + " skipped or cancelled" : words;
        }
    }

    /** Of a report that tells stretches apart. */
    public static Bars of(StatsReport report, Function<Instant, String> label) {
        List<Bar> bars = report.stretches().stream().map(stretch -> bar(stretch, label)).toList();
        return new Bars(bars, Math.max(1, bars.stream().mapToLong(Bar::all).max().orElse(1)));
    }

    private static Bar bar(StatsReport.Stretch stretch, Function<Instant, String> label) {
        Figures f = stretch.figures();
        return new Bar(
                stretch.start(), label.apply(stretch.start()), f.success(), f.failed() + f.timeout() + f.missed(), f.skipped() + f.cancelled());
    }

    /** So many of so high a chart, as SVG takes it; whatever there is can be seen. */
    public String height(long count, int chart) {
        return count == 0 ? "0" : Double.toString(Math.max(2, Math.round(10.0 * chart * count / most) / 10.0));
    }
}
