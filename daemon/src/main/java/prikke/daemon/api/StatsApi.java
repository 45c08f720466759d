package prikke.daemon.api;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import prikke.core.api.StatsFigures;
import prikke.core.api.StatsResponse;
import prikke.core.api.UsageResponse;
import prikke.core.stats.Figures;
import prikke.core.stats.Percentiles;
import prikke.core.stats.Stats;
import prikke.core.stats.StatsQuery;
import prikke.core.stats.StatsQuery.By;
import prikke.core.stats.StatsReport;
import prikke.core.stats.Usage;
import prikke.daemon.http.Answer;
import prikke.daemon.http.Query;
import prikke.daemon.http.Request;

/** What executions came to, and what of it counts towards a month. */
public final class StatsApi {
    private static final String PLAN = "unlimited";

    private final Stats stats;
    private final Usage usage;
    private final InstantSource clock;

    public StatsApi(Stats stats, Usage usage, InstantSource clock) {
        this.stats = stats;
        this.usage = usage;
        this.clock = clock;
    }

    Answer stats(Request request) {
        Query query = request.query("since", "until", "job", "by", "limit");
        Instant now = clock.instant();
        By by = by(query);
        StatsReport report = stats.of(
                request.caller(),
                new StatsQuery(query.instant("since", now), query.instant("until", now), query.text("job"), by, query.limit()));
        return Answer.ok(new StatsResponse(
                report.since(),
                report.until(),
                by == By.NOTHING ? null : by.text(),
                encode(report.since(), report.until(), report.job(), null, report.total()),
                by == By.JOB ? jobs(report) : stretches(report)));
    }

    private static By by(Query query) {
        String text = query.text("by");
        if (text == null) return By.NOTHING;
        return By.parse(text).orElseThrow(() -> Query.bad("by takes hour, day or job; this one is " + text + "."));
    }

    private static List<StatsFigures> jobs(StatsReport report) {
        return report.jobs().stream()
                .map(each -> encode(report.since(), report.until(), each.job(), each.key(), each.figures()))
                .toList();
    }

    private static List<StatsFigures> stretches(StatsReport report) {
        return report.stretches().stream()
                .map(each -> encode(each.start(), each.end(), report.job(), null, each.figures()))
                .toList();
    }

    private static StatsFigures encode(Instant start, Instant end, @Nullable UUID job, @Nullable String key, Figures f) {
        Percentiles duration = f.duration();
        Percentiles lag = f.lag();
        return new StatsFigures(
                start,
                end,
                job,
                key,
                f.executions(),
                f.success(),
                f.failed(),
                f.timeout(),
                f.missed(),
                f.skipped(),
                f.cancelled(),
                f.attempts(),
                f.successRate(),
                duration == null ? null : millis(duration.p50()),
                duration == null ? null : millis(duration.p95()),
                duration == null ? null : millis(duration.p99()),
                duration == null ? null : millis(duration.max()),
                lag == null ? null : millis(lag.p50()),
                lag == null ? null : millis(lag.p95()),
                lag == null ? null : millis(lag.p99()),
                lag == null ? null : millis(lag.max()));
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1000 / 1000.0;
    }

    Answer usage(Request request) {
        Usage.Month month = usage.of(request.caller(), month(request.query("month")));
        return Answer.ok(new UsageResponse(
                month.month().toString(),
                month.since(),
                month.until(),
                PLAN,
                month.executions(),
                month.attempts(),
                month.jobs(),
                month.members(),
                new UsageResponse.Limits(null, null, null)));
    }

    private static @Nullable YearMonth month(Query query) {
        String text = query.text("month");
        if (text == null) return null;
        try {
            YearMonth month = YearMonth.parse(text);
            if (month.getYear() >= 1970 && month.getYear() <= 9999) return month;
        } catch (DateTimeParseException e) {
            throw badMonth(text);
        }
        throw badMonth(text);
    }

    private static RuntimeException badMonth(String text) {
        return Query.bad("month takes a month such as 2026-11; this one is " + text + ".");
    }
}
