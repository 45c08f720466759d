package prikke.core.db;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the database is.
 *
 * @param url a JDBC URL of H2 or PostgreSQL
 * @param user the user, or null where the URL says it or none is needed
 * @param password the password, likewise
 * @param connections how many connections the pool holds at the most
 * @param sync whether the embedded database is flushed to the disk itself after each commit; a server has its own
 *     setting for that
 */
public record DatabaseConfig(String url, @Nullable String user, @Nullable String password, int connections, boolean sync) {

    /** Enough for the API's callers beside the engine's few writers; on two cores more only contend. */
    public static final int DEFAULT_CONNECTIONS = 10;

    /**
     * The embedded database, in {@code prikke.mv.db} in the given folder.
     *
     * <p>{@code WRITE_DELAY=0}: with H2's default, what was committed in the last half second before a {@code kill -9}
     * is lost. {@code OPTIMIZE_REUSE_RESULTS=0}: H2 2.4.240 would take a subquery's earlier result for what it is after the same
     * transaction has written (its issue 4299). {@code TRACE_LEVEL_FILE=0}: errors are logged where they are handled, not in a file
     * of H2's own beside the data.
     */
    public static DatabaseConfig embedded(Path folder) {
        return new DatabaseConfig(
                "jdbc:h2:file:" + folder.toAbsolutePath().resolve("prikke")
                        + ";WRITE_DELAY=0;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;LOCK_TIMEOUT=10000;DB_CLOSE_ON_EXIT=FALSE"
                        + ";OPTIMIZE_REUSE_RESULTS=0;TRACE_LEVEL_FILE=0",
                null,
                null,
                DEFAULT_CONNECTIONS,
                false);
    }

    /** A server, or any other JDBC URL. */
    public static DatabaseConfig of(String url, @Nullable String user, @Nullable String password) {
        return new DatabaseConfig(url, user, password, DEFAULT_CONNECTIONS, false);
    }

    /**
     * The same, outliving a power failure too: without this, only what the operating system has not yet written is at
     * risk then.
     */
    public DatabaseConfig synced() {
        return new DatabaseConfig(url, user, password, connections, true);
    }
}
