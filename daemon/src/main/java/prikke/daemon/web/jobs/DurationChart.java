package prikke.daemon.web.jobs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import prikke.core.run.Execution;
import prikke.core.run.ExecutionStatus;
import prikke.daemon.web.Look;
import prikke.daemon.web.Moments;

/**
 * How long the latest runs took, the oldest first, as bars.
 *
 * @param longest of them, in milliseconds
 */
public record DurationChart(List<Point> points, long longest) {
    static final int MOST = 60;
    private static final int HEIGHT = 72;

    /** A run: where its bar begins and how high it is, of a chart that is 72 high and ten wide for each. */
    public record Point(String href, int x, String y, String height, boolean good, String words) {}

    static DurationChart of(List<Execution> latestFirst) {
        List<Execution> ran = latestFirst.stream().filter(e -> e.status().ended() && e.duration() != null).limit(MOST).toList().reversed();
        long longest = Math.max(1, ran.stream().mapToLong(DurationChart::millis).max().orElse(1));
        List<Point> points = new ArrayList<>();
        for (Execution e : ran) {
            double height = Math.max(2, (double) HEIGHT * millis(e) / longest);
            String words = Moments.absolute(e.scheduledFor()) + ": " + Look.of(e.status()).word() + " in " + Moments.took(millis(e));
            points.add(new Point("/runs/" + e.id(), points.size() * 10, decimal(HEIGHT - height), decimal(height),
                    e.status() == ExecutionStatus.SUCCESS, words));
        }
        return new DurationChart(points, longest);
    }

    private static long millis(Execution e) {
        Duration duration = e.duration();
        return duration == null ? 0 : duration.toMillis();
    }

    private static String decimal(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }
}
