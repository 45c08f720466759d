package prikke.core.db;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A real PostgreSQL server for tests, as durable as one in production: the binaries' own defaults would not sync to disk. */
public final class PostgresServer implements AutoCloseable {
    private static final String TEMPLATE = "prikke_template";
    private static final int MADE_AHEAD = 2;

    private EmbeddedPostgres server;
    private final @Nullable Path folder;
    private final AtomicInteger made = new AtomicInteger();
    private final Deque<CompletableFuture<String>> ahead = new ArrayDeque<>();
    private final ExecutorService making = Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("databases").factory());

    private PostgresServer(EmbeddedPostgres server, @Nullable Path folder) {
        this.server = server;
        this.folder = folder;
    }

    /** Starts one. */
    public static PostgresServer start() {
        return new PostgresServer(started(builder()), null);
    }

    /** Starts one that can be restarted: its data lies in the given folder, which need not be there yet. */
    public static PostgresServer startIn(Path folder) {
        return new PostgresServer(started(builder().setDataDirectory(folder).setCleanDataDirectory(false)), folder);
    }

    /** Stops it, breaking off what is under way, has something done meanwhile, and starts it where it was. */
    public void restart(Runnable meanwhile) {
        int port = server.getPort();
        close();
        meanwhile.run();
        server = started(builder().setDataDirectory(Objects.requireNonNull(folder)).setCleanDataDirectory(false).setPort(port));
    }

    private static EmbeddedPostgres.Builder builder() {
        return EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on");
    }

    private static EmbeddedPostgres started(EmbeddedPostgres.Builder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Shared {
        private static final PostgresServer SERVER = started();

        private static PostgresServer started() {
            PostgresServer server = start();
            server.execute("create database " + TEMPLATE);
            Database.open(server.config(TEMPLATE)).close();
            return server;
        }
    }

    /** The one of this JVM, which ends with it. */
    static PostgresServer shared() {
        return Shared.SERVER;
    }

    /**
     * A migrated database, made by copying one: that takes a fraction of the time of migrating anew, and yet as long as many a test,
     * so that some are made ahead while others are tested on.
     */
    synchronized String create() {
        while (ahead.size() <= MADE_AHEAD) ahead.add(CompletableFuture.supplyAsync(this::make, making));
        return ahead.remove().join();
    }

    private String make() {
        String name = "test_" + made.incrementAndGet();
        execute("create database " + name + " template " + TEMPLATE);
        return name;
    }

    /** Soon; nobody waits for it. */
    void drop(String name) {
        making.execute(() -> execute("drop database " + name + " with (force)"));
    }

    /** How to reach one of its databases; {@code postgres} is there from the start. */
    public DatabaseConfig config(String name) {
        return DatabaseConfig.of("jdbc:postgresql://localhost:" + server.getPort() + "/" + name, "postgres", "postgres");
    }

    private void execute(String sql) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
