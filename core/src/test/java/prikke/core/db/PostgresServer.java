package prikke.core.db;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL server for tests. One that can be restarted is as durable as one in production. From the one that all tests share
 * nobody takes the power: it does not sync to disk, and so makes a database in a tenth of the time.
 */
public final class PostgresServer implements AutoCloseable {
    private static final String TEMPLATE = "prikke_template";

    /** Ends all other connections, and leaves the tables empty: large ones cut off, since dead rows would slow down the next test. */
    private static final String EMPTYING = """
            do $$
            declare
              other integer;
              relation regclass;
            begin
              for other in select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() loop
                perform pg_terminate_backend(other, 10000);
              end loop;
              set local session_replication_role = replica;
              for relation in
                select c.oid from pg_class c
                where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relispartition and c.relname not like '%\\_other'
              loop
                execute 'drop table ' || relation;
              end loop;
              for relation in
                select oid from pg_class
                where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'flyway_schema_history'
                  and pg_relation_size(oid) > 0
              loop
                if pg_relation_size(relation) > 100000 then
                  execute 'truncate ' || relation || ' cascade';
                else
                  execute 'delete from ' || relation;
                end if;
              end loop;
              for relation in select oid from pg_class where relnamespace = 'public'::regnamespace and relkind = 'S' loop
                perform setval(relation, 1, false);
              end loop;
            end $$
            """;

    private static final String SCHEMA = """
            select md5(concat(
              (select string_agg(concat_ws(' ', c.relname, c.relkind, c.reloptions, a.attname, a.atttypid, a.attnotnull, a.atthasdef),
                  ',' order by c.relname, a.attnum)
                from pg_class c join pg_attribute a on a.attrelid = c.oid and not a.attisdropped
                where c.relnamespace = 'public'::regnamespace),
              (select string_agg(pg_get_constraintdef(oid), ',' order by conname, conrelid::regclass::text) from pg_constraint
                where connamespace = 'public'::regnamespace),
              (select string_agg(tgname, ',' order by tgname) from pg_trigger where not tgisinternal)))
            """;

    private EmbeddedPostgres server;
    private final @Nullable Path folder;
    private String template = "";
    private final AtomicInteger made = new AtomicInteger();
    private final Queue<String> done = new ConcurrentLinkedQueue<>();
    private final ExecutorService tidying = Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("databases").factory());

    private PostgresServer(EmbeddedPostgres server, @Nullable Path folder) {
        this.server = server;
        this.folder = folder;
    }

    /** Starts one that can be restarted: its data lies in the given folder, which need not be there yet. */
    public static PostgresServer startIn(Path folder) {
        return new PostgresServer(started(builder("on").setDataDirectory(folder).setCleanDataDirectory(false)), folder);
    }

    /** Stops it, breaking off what is under way, has something done meanwhile, and starts it where it was. */
    public void restart(Runnable meanwhile) {
        int port = server.getPort();
        close();
        meanwhile.run();
        server = started(builder("on").setDataDirectory(Objects.requireNonNull(folder)).setCleanDataDirectory(false).setPort(port));
    }

    private static EmbeddedPostgres.Builder builder(String durable) {
        return EmbeddedPostgres.builder()
                .setServerConfig("fsync", durable)
                .setServerConfig("full_page_writes", durable)
                .setServerConfig("synchronous_commit", "on");
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
            PostgresServer server = new PostgresServer(PostgresServer.started(builder("off")), null);
            server.execute("create database " + TEMPLATE);
            Database.open(server.config(TEMPLATE)).close();
            try (Connection connection = server.connection(TEMPLATE); Statement statement = connection.createStatement()) {
                server.template = schema(statement);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return server;
        }
    }

    /** The one of this JVM, which ends with it. */
    static PostgresServer shared() {
        return Shared.SERVER;
    }

    /**
     * A migrated and empty database: one that a test is done with, or else a copy of a template, which takes a fraction of the time of
     * migrating anew, and yet longer than many a test.
     */
    String create() {
        String name = done.poll();
        if (name != null) return name;
        name = "test_" + made.incrementAndGet();
        execute("create database " + name + " template " + TEMPLATE);
        return name;
    }

    /** Takes it back; nobody waits for it. */
    void giveBack(String name) {
        tidying.execute(() -> {
            if (isAgainAsNew(name)) done.add(name);
            else execute("drop database " + name + " with (force)");
        });
    }

    /** Empties it; whether its schema is, after all that the test did, that of the template. */
    private boolean isAgainAsNew(String name) {
        try (Connection connection = connection(name); Statement statement = connection.createStatement()) {
            statement.execute(EMPTYING);
            return schema(statement).equals(template);
        } catch (SQLException e) {
            throw new IllegalStateException(name, e);
        }
    }

    private static String schema(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(SCHEMA)) {
            row.next();
            return row.getString(1);
        }
    }

    /** How to reach one of its databases; {@code postgres} is there from the start. */
    public DatabaseConfig config(String name) {
        return DatabaseConfig.of("jdbc:postgresql://localhost:" + server.getPort() + "/" + name, "postgres", "postgres");
    }

    private void execute(String sql) {
        try (Connection connection = connection("postgres"); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private Connection connection(String database) throws SQLException {
        return server.getDatabase("postgres", database).getConnection();
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
