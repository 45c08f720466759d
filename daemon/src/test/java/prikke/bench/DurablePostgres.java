package prikke.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * PostgreSQL 18 with {@code fsync} and {@code synchronous_commit} on, which the embedded starter would turn off.
 * {@code BENCH_STATEMENTS} has it print what its time went into.
 */
final class DurablePostgres implements AutoCloseable {
    private static final boolean STATEMENTS = !Settings.text("BENCH_STATEMENTS", "").isEmpty();

    private final EmbeddedPostgres server;

    DurablePostgres() throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder();
        if (STATEMENTS) builder.setServerConfig("shared_preload_libraries", "pg_stat_statements");
        server = builder
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("shared_buffers", "512MB")
                .setServerConfig("max_wal_size", "8GB")
                .setServerConfig("checkpoint_timeout", "30min")
                .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** The URL of a database that did not exist before. */
    String fresh(String name) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection(); Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
            if (STATEMENTS) statement.execute("create extension if not exists pg_stat_statements");
        }
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + name + "?user=postgres";
    }

    /** Prints which statements took the most time since the last call, and how often they ran. */
    void printStatements() throws SQLException {
        if (!STATEMENTS) return;
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select calls, round(total_exec_time) as ms, rows, shared_blks_hit as hit,"
                        + " left(regexp_replace(query, '\\s+', ' ', 'g'), 100) as query"
                        + " from pg_stat_statements order by total_exec_time desc limit 12")) {
            while (row.next()) {
                System.err.printf("%8d calls %8d ms %9d rows %10d hit  %s%n", row.getLong("calls"), row.getLong("ms"),
                        row.getLong("rows"), row.getLong("hit"), row.getString("query"));
            }
        }
        try (Connection connection = server.getPostgresDatabase().getConnection(); Statement statement = connection.createStatement()) {
            statement.execute("select pg_stat_statements_reset()");
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
