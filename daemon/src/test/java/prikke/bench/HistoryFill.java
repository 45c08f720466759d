package prikke.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Fills a database with executions as if they had run over the last 30 days, and with the roll-ups that they come to: all by statements of
 * the database's own, since ten million are many.
 */
final class HistoryFill {
    private static final int DAYS = 30;
    private static final int AT_ONCE = 1_000_000;
    private static final String ALL = "'00000000-0000-0000-0000-000000000000'";

    /** A spread of durations as 70 executions of some 20 ms have it: pairs of a bucket's distance and its count, a byte or two each. */
    private static final String SPREAD = "ad050104010302030103020202020302040102020301020203040102020203020102030201020201030202020103020102";

    private final String url;
    private final UUID org;
    private final List<UUID> jobs;
    private final boolean h2;

    HistoryFill(String url, UUID org, List<UUID> jobs) {
        this.url = url;
        this.org = org;
        this.jobs = jobs;
        this.h2 = url.startsWith("jdbc:h2:");
    }

    Figures fill(int count, int unrolled) throws SQLException {
        Map<String, Double> figures = new LinkedHashMap<>();
        long start = System.nanoTime();
        try (Connection connection = DriverManager.getConnection(url); Statement sql = connection.createStatement()) {
            sql.execute("create table bench_jobs (number integer primary key, id uuid not null)");
            for (int i = 0; i < jobs.size(); i++) sql.execute("insert into bench_jobs values (" + i + ", '" + jobs.get(i) + "')");
            Instant begin = Instant.now().minus(Duration.ofDays(DAYS)).truncatedTo(ChronoUnit.MILLIS);
            double apart = Duration.ofDays(DAYS).toMillis() / (double) count;
            for (int from = 0; from < count; from += AT_ONCE) sql.execute(executions(begin, apart, from, Math.min(count, from + AT_ONCE) - 1));
            double each = count / (double) (jobs.size() * DAYS * 24);
            sql.execute(rollUps("h", "hour", DAYS * 24, each));
            sql.execute(rollUps("d", "day", DAYS + 1, each * 24));
            sql.execute("insert into old_ends (id) select id from ended_executions order by id desc limit " + unrolled);
            sql.execute("drop table bench_jobs");
        }
        figures.put("executions", (double) count);
        figures.put("seconds", (System.nanoTime() - start) / 1e9);
        return new Figures("filled", figures);
    }

    /** Of the ids the first half is the instant, as in any version 7. */
    private String executions(Instant begin, double apart, int from, int to) {
        String millis = "cast(" + begin.toEpochMilli() + " + floor(i * " + apart + ") as bigint)";
        String hash = h2 ? "lower(rawtohex(hash('MD5', cast(i as varchar))))" : "md5(i::text)";
        String hex = h2 ? "lower(lpad(trim(to_char(ms, 'XXXXXXXXXXXX')), 12, '0'))" : "lpad(to_hex(ms), 12, '0')";
        String at = h2 ? "dateadd('MILLISECOND', ms, timestamp with time zone '1970-01-01 00:00:00Z')" : "to_timestamp(ms / 1000.0)";
        return """
            insert into ended_executions (id, org_id, job_id, revision_id, trigger_kind, status, scheduled_for, started_at, finished_at,
              status_code, attempts, max_attempts, priority)
            select cast(concat(hex, '7', substring(hash, 1, 3), '8', substring(hash, 4, 15)) as uuid), cast('%s' as uuid), b.id, b.id,
              'schedule', case when mod(i, 50) = 0 then 'failed' else 'success' end, at, at + interval '0.001' second,
              at + interval '0.021' second, case when mod(i, 50) = 0 then 500 else 200 end, 1, 1, 5
            from (select i, %s as hex, %s as hash, %s as at from (select i, %s as ms from %s) x) y
            join bench_jobs b on b.number = mod(i, %d) order by i
            """.formatted(org, hex, hash, at, millis, series(from, to), jobs.size());
    }

    private String rollUps(String grain, String unit, int stretches, double each) {
        String start = h2 ? "dateadd('" + unit + "', -i, date_trunc('" + unit + "', current_timestamp))"
                : "date_trunc('" + unit + "', now()) - i * interval '1 " + unit + "'";
        long all = Math.round(each * jobs.size());
        String spread = h2 ? "X'" + SPREAD + "'" : "'\\x" + SPREAD + "'::bytea";
        return """
            insert into roll_ups (org_id, job_id, grain, start_at, success, failed, timed_out, missed, skipped, cancelled, attempted, attempts,
              durations, lags)
            select cast('%s' as uuid), j.id, '%s', %s, j.each, j.each / 49, 0, 0, 0, 0, j.each, j.each, %s, %s
            from %s cross join (select id, %d as each from bench_jobs union all select cast(%s as uuid), %d) j
            """.formatted(org, grain, start, spread, spread, series(0, stretches - 1), Math.max(1, Math.round(each)), ALL, all);
    }

    private String series(int from, int to) {
        return h2 ? "system_range(" + from + ", " + to + ") s(i)" : "generate_series(" + from + ", " + to + ") s(i)";
    }
}
