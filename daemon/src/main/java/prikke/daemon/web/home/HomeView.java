package prikke.daemon.web.home;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import prikke.core.run.Execution;
import prikke.core.stats.Figures;
import prikke.daemon.web.Bars;
import prikke.daemon.web.Moments;
import prikke.daemon.web.runs.RunTitles;

/**
 * What the start page shows.
 *
 * @param scheduled how many jobs are sure to come again
 * @param day what the last 24 hours came to
 * @param today what has come of the runs since midnight, in UTC
 * @param hours the same by hour
 * @param recent the latest runs
 * @param titles what these are called
 * @param care jobs that want to be looked at
 * @param anything whether there are any jobs at all
 */
public record HomeView(
        int scheduled, Figures day, Figures today, Bars hours, List<Execution> recent, RunTitles titles, List<Care> care, boolean anything) {

    /**
     * A job that wants to be looked at.
     *
     * @param path where to look
     * @param name what it is called
     * @param latest its latest run, or null where several jobs are meant
     * @param reason what is the matter
     */
    public record Care(String path, String name, @Nullable Execution latest, String reason) {}

    public long failures() {
        return day.failed() + day.timeout() + day.missed();
    }

    /** The share of runs that succeeded, in percent; a dash where nothing ran. */
    public String successRate() {
        Double rate = day.successRate();
        if (rate == null) return "–";
        if (rate == 1) return "100 %";
        // What is short of all is never rounded up to it.
        return String.format(Locale.ROOT, "%.1f %%", Math.min(99.9, rate * 100));
    }

    /** By how much half of the runs began after their instant. */
    public String lag() {
        return day.lag() == null ? "–" : Moments.took(day.lag().p50());
    }

    /** By how much nearly all did. */
    public String mostLag() {
        return day.lag() == null ? "no runs yet" : "95 % within " + Moments.took(day.lag().p95());
    }
}
