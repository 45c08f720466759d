package prikke.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.postgresql.copy.CopyIn;
import org.postgresql.core.BaseConnection;
import prikke.core.Uuid7;

/**
 * Fills a history with executions as if they had run over the last 30 days, four in ten of them within the last one, as one from before
 * there were roll-ups.
 */
final class UnevenHistory {
    private static final Duration SPAN = Duration.ofDays(30);
    private static final int AT_ONCE = 10_000;
    private static final int CROWDING = 4;
    private static final String COLUMNS = "id, org_id, job_id, revision_id, trigger_kind, status, scheduled_for, started_at, finished_at,"
            + " status_code, attempts, max_attempts, priority";

    private final String url;
    private final UUID org;
    private final List<UUID> jobs;
    private final Random random = new Random(42);

    UnevenHistory(String url, UUID org, List<UUID> jobs) {
        this.url = url;
        this.org = org;
        this.jobs = jobs;
    }

    private record Row(UUID id, UUID job, boolean success, Instant at, Instant started, Instant finished) {}

    private Row row(long i, int count, Instant begin) {
        double share = 1 - Math.pow(1 - (double) i / count, CROWDING);
        Instant at = begin.plusMillis((long) (SPAN.toMillis() * share)).truncatedTo(ChronoUnit.MICROS);
        Instant started = at.plus((long) (500 * Math.exp(random.nextGaussian())), ChronoUnit.MICROS);
        Instant finished = started.plus((long) (20_000 * Math.exp(random.nextGaussian())), ChronoUnit.MICROS);
        return new Row(Uuid7.random(at), jobs.get((int) (i % jobs.size())), random.nextInt(50) > 0, at, started, finished);
    }

    void fill(int count) throws SQLException {
        Instant begin = Instant.now().minus(SPAN);
        try (Connection connection = DriverManager.getConnection(url); Statement statement = connection.createStatement()) {
            if (url.startsWith("jdbc:h2:")) insert(connection, count, begin);
            else copy(connection, count, begin);
            statement.execute("insert into old_ends (id) select id from ended_executions");
        }
    }

    private void copy(Connection connection, int count, Instant begin) throws SQLException {
        CopyIn copy = connection.unwrap(BaseConnection.class).getCopyAPI().copyIn("copy ended_executions (" + COLUMNS + ") from stdin");
        for (int i = 0; i < count; i++) {
            Row row = row(i, count, begin);
            byte[] line = String.join("\t", row.id().toString(), org.toString(), row.job().toString(), row.job().toString(), "schedule",
                    row.success() ? "success" : "failed", row.at().toString(), row.started().toString(), row.finished().toString(),
                    row.success() ? "200" : "500", "1", "1", "5").concat("\n").getBytes(UTF_8);
            copy.writeToCopy(line, 0, line.length);
        }
        copy.endCopy();
    }

    private void insert(Connection connection, int count, Instant begin) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into ended_executions (" + COLUMNS + ") values (?, ?, ?, ?, 'schedule', ?, ?, ?, ?, ?, 1, 1, 5)")) {
            for (int i = 0; i < count; i++) {
                Row row = row(i, count, begin);
                insert.setObject(1, row.id());
                insert.setObject(2, org);
                insert.setObject(3, row.job());
                insert.setObject(4, row.job());
                insert.setString(5, row.success() ? "success" : "failed");
                insert.setObject(6, row.at().atOffset(ZoneOffset.UTC));
                insert.setObject(7, row.started().atOffset(ZoneOffset.UTC));
                insert.setObject(8, row.finished().atOffset(ZoneOffset.UTC));
                insert.setInt(9, row.success() ? 200 : 500);
                insert.addBatch();
                if (i % AT_ONCE == 0) {
                    insert.executeBatch();
                    connection.commit();
                }
            }
            insert.executeBatch();
            connection.commit();
        }
        connection.setAutoCommit(true);
    }
}
