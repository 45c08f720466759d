package prikke.core.db;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a database says of itself.
 *
 * @param version of its server
 * @param clock its time, where it has a clock of its own
 * @param roundTrip how long a statement that does nothing takes
 * @param unsafe the settings of a server that let what is committed be lost in a power failure, such as {@code fsync=off}; empty
 *     when there are none
 */
public record DatabaseFacts(String version, Optional<Instant> clock, Duration roundTrip, String unsafe) {

    /** Asks. */
    public static DatabaseFacts of(Database database) {
        return database.read(tx -> tx.jdbc(connection -> {
            String version = connection.getMetaData().getDatabaseProductVersion();
            text(connection, "select 1");
            long from = System.nanoTime();
            text(connection, "select 1");
            Duration roundTrip = Duration.ofNanos(System.nanoTime() - from);
            if (tx.dialect() == Dialect.H2) return new DatabaseFacts(version, Optional.empty(), roundTrip, "");
            return new DatabaseFacts(version, Optional.of(database.now()), roundTrip, unsafe(connection));
        }));
    }

    private static String unsafe(Connection connection) throws SQLException {
        String fsync = text(connection, "select current_setting('fsync')");
        String commit = text(connection, "select current_setting('synchronous_commit')");
        return (fsync.equals("off") ? "fsync=off " : "") + (commit.equals("off") ? "synchronous_commit=off" : "");
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
