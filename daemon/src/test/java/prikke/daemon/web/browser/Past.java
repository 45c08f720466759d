package prikke.daemon.web.browser;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import prikke.core.Uuid7;
import prikke.core.db.Database;
import prikke.core.db.DatabaseConfig;
import prikke.core.stats.RollUps;
import prikke.daemon.TestDaemon;

/** Gives jobs a history of 30 days, written straight into the daemon's embedded database: no test can wait for it. */
final class Past implements AutoCloseable {
    private static final Duration SPAN = Duration.ofDays(30);
    private static final String ENDED = "insert into ended_executions (id, org_id, job_id, revision_id, trigger_kind, status, scheduled_for,"
            + " started_at, finished_at, status_code, error_code, error_message, attempts, max_attempts, priority, reason)"
            + " values (?, ?, ?, ?, 'schedule', ?, ?, ?, ?, ?, ?, ?, ?, 3, 5, ?)";
    private static final String ATTEMPT = "insert into attempts (execution_id, number, status, node, claimed_at, sent_at, answered_at, duration_ms,"
            + " status_code, error_code, error_message, signature, response_headers, response_body, response_truncated)"
            + " values (?, ?, ?, 'node-1', ?, ?, ?, ?, ?, ?, ?, 'v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=', ?, ?, false)";
    private static final String HEADERS = "{\"content-type\":\"application/json\",\"date\":\"Mon, 23 Nov 2026 02:00:04 GMT\",\"server\":\"nginx\"}";

    private final DatabaseConfig config;
    private final Connection connection;
    private final UUID org;
    private final Random random = new Random(7);
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    Past(TestDaemon daemon, String org) throws SQLException {
        this.config = DatabaseConfig.embedded(daemon.folder());
        this.connection = DriverManager.getConnection(config.url());
        this.org = UUID.fromString(org);
        connection.setAutoCommit(false);
    }

    /**
     * How a job has been running.
     *
     * @param every how often, between two times of the day
     * @param millis how long it usually takes
     * @param fate what came of a run, by how long ago it was
     */
    record Habit(Duration every, LocalTime from, LocalTime to, long millis, Function<Duration, Fate> fate) {}

    /** Writes a job's history; returns the latest run. */
    UUID of(String job, Habit habit) throws SQLException {
        UUID id = UUID.fromString(job);
        UUID revision = revision(id);
        UUID latest = id;
        try (PreparedStatement ended = connection.prepareStatement(ENDED); PreparedStatement attempts = connection.prepareStatement(ATTEMPT)) {
            Instant first = now.minus(SPAN).truncatedTo(ChronoUnit.DAYS);
            for (Instant at = first; at.isBefore(now.minusSeconds(60)); at = at.plus(habit.every())) {
                LocalTime time = LocalTime.ofInstant(at, ZoneOffset.UTC);
                if (time.isBefore(habit.from()) || time.isAfter(habit.to())) continue;
                latest = Uuid7.random(at);
                run(ended, attempts, latest, id, revision, at, habit);
            }
            ended.executeBatch();
            attempts.executeBatch();
        }
        connection.commit();
        return latest;
    }

    private UUID revision(UUID job) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select revision_id from jobs where id = ?")) {
            select.setObject(1, job);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getObject(1, UUID.class);
            }
        }
    }

    private void run(PreparedStatement ended, PreparedStatement attempts, UUID id, UUID job, UUID revision, Instant at, Habit habit)
            throws SQLException {
        Fate fate = habit.fate().apply(Duration.between(at, now));
        Instant sent = at.plusMillis(1 + (long) (3 * Math.abs(random.nextGaussian())));
        Instant end = sent;
        for (int number = 1; number <= fate.attempts(); number++) {
            Instant begin = number == 1 ? sent : end.plusSeconds(15L * number);
            long took = fate.status().equals("timeout") ? 300_000 : (long) (habit.millis() * Math.exp(0.35 * random.nextGaussian()));
            end = begin.plusMillis(took);
            attempt(attempts, id, number, begin, took, number < fate.attempts() ? fate.before() : fate);
        }
        Object[] values = {
            id, org, job, revision, fate.status(), at.atOffset(ZoneOffset.UTC), fate.attempts() == 0 ? null : sent.atOffset(ZoneOffset.UTC),
            end.atOffset(ZoneOffset.UTC), fate.code(), fate.errorCode(), fate.error(), fate.attempts(), fate.reason()
        };
        add(ended, values);
    }

    private static void attempt(PreparedStatement attempts, UUID run, int number, Instant begin, long took, Fate fate) throws SQLException {
        boolean answered = fate.code() != null;
        String body = fate.status().equals("success")
                ? "{\"status\":\"done\",\"rows\":1842,\"warnings\":[],\"took\":%.2f}".formatted(took / 1000.0)
                : "{\"error\":\"upstream_unavailable\",\"message\":\"The warehouse did not answer in time.\",\"retry_after\":30}";
        Object[] values = {
            run, number, fate.status(), begin.minusMillis(1).atOffset(ZoneOffset.UTC), begin.atOffset(ZoneOffset.UTC),
            begin.plusMillis(took).atOffset(ZoneOffset.UTC), took, fate.code(), fate.errorCode(), fate.error(), answered ? HEADERS : "{}",
            answered ? body.getBytes(StandardCharsets.UTF_8) : null
        };
        add(attempts, values);
    }

    private static void add(PreparedStatement statement, Object[] values) throws SQLException {
        for (int i = 0; i < values.length; i++) statement.setObject(i + 1, values[i]);
        statement.addBatch();
    }

    /** Has a job call somewhere else on every page, also where it was run before. */
    void rename(String job, String url) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update job_revisions set url = ? where job_id = ?")) {
            update.setString(1, url);
            update.setObject(2, UUID.fromString(job));
            update.executeUpdate();
        }
        connection.commit();
    }

    /** Lets somebody administer the instance. */
    void administrator(String email) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update users set instance_admin = true where email = ?")) {
            update.setString(1, email);
            update.executeUpdate();
        }
        connection.commit();
    }

    /** Has the figures know of all that was written. */
    void addUp() throws SQLException {
        try (PreparedStatement old = connection.prepareStatement("insert into old_ends (id) select id from ended_executions where org_id = ?")) {
            old.setObject(1, org);
            old.executeUpdate();
        }
        connection.commit();
        try (Database database = Database.look(config)) {
            while (left()) new RollUps(database).tick(Instant.now());
        }
    }

    private boolean left() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select 1 from old_ends limit 1"); ResultSet row = select.executeQuery()) {
            boolean some = row.next();
            connection.commit();
            return some;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
