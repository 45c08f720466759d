package prikke.core.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A migrated database of one test's own: an H2 file with the very settings of the embedded database, or a database on the
 * {@link PostgresServer} that all tests of the JVM share.
 *
 * <pre>{@code
 * @ParameterizedClass
 * @EnumSource(Dialect.class)
 * class SomeStoreTest {
 *     private final TestDatabase on;
 *     SomeStoreTest(Dialect dialect) { on = TestDatabase.of(dialect); }
 *     @AfterEach void drop() { on.close(); }
 * }
 * }</pre>
 */
public final class TestDatabase implements AutoCloseable {
    private static final String H2_FILE = "prikke.mv.db";

    private final DatabaseConfig config;
    private final Runnable drop;
    private @Nullable Database database;

    private TestDatabase(DatabaseConfig config, Runnable drop) {
        this.config = config;
        this.drop = drop;
    }

    /** A fresh one. */
    public static TestDatabase of(Dialect dialect) {
        return switch (dialect) {
            case H2 -> embedded();
            case POSTGRESQL -> {
                PostgresServer server = PostgresServer.shared();
                String name = server.create();
                yield new TestDatabase(server.config(name), () -> server.giveBack(name));
            }
        };
    }

    private static TestDatabase embedded() {
        try {
            Path folder = Files.createTempDirectory("prikke-test");
            Files.write(folder.resolve(H2_FILE), Template.BYTES);
            return new TestDatabase(hasty(DatabaseConfig.embedded(folder)), () -> delete(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without the tidying up at the end, of a file that goes with the test. */
    private static DatabaseConfig hasty(DatabaseConfig config) {
        return new DatabaseConfig(config.url() + ";MAX_COMPACT_TIME=0", config.user(), config.password(), config.connections(), config.sync());
    }

    /** A migrated file to copy, which takes a fraction of the time of migrating anew. */
    private static final class Template {
        private static final byte[] BYTES = migrated();

        private static byte[] migrated() {
            try {
                Path folder = Files.createTempDirectory("prikke-template");
                Database.open(DatabaseConfig.embedded(folder)).close();
                byte[] bytes = Files.readAllBytes(folder.resolve(H2_FILE));
                delete(folder);
                return bytes;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The pool that the test's parts share; opened when first asked for. Its schema was made with the template. */
    public synchronized Database database() {
        Database known = database;
        if (known != null) return known;
        Database opened = Database.open(config, false);
        database = opened;
        return opened;
    }

    /** Closes the pool, as a daemon that ends does; {@link #database} opens the same data again. */
    public synchronized void disconnect() {
        if (database != null) database.close();
        database = null;
    }

    /** How to open a further pool. An H2 file that is open in this JVM can be opened again in it, not from another. */
    public DatabaseConfig config() {
        return config;
    }

    @Override
    public void close() {
        disconnect();
        drop.run();
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
