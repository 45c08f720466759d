package prikke.core.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jooq.DSLContext;
import org.jooq.Configuration;
import org.jooq.conf.Settings;
import org.jooq.exception.DataAccessException;
import org.jooq.exception.SQLStateClass;
import org.jooq.impl.DSL;
import org.jooq.impl.DataSourceConnectionProvider;
import org.jooq.impl.DefaultConfiguration;
import org.jooq.impl.DefaultTransactionProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A pool of connections to a migrated database. */
public final class Database implements AutoCloseable {
    /** The oldest PostgreSQL that is supported, and the last number of its version's numeric form. */
    private static final int OLDEST_POSTGRESQL = 14;

    private static final int VITAL_CONNECTIONS = 2;
    private static final int LOOKING_CONNECTIONS = 2;

    private static final ScopedValue<Consumer<Tx>> RIDER = ScopedValue.newInstance();

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    /** PostgreSQL's class of states for what exceeds a limit of its own, such as the size of a row. */
    private static final String TOO_LARGE = "54";

    /** How often a transaction is tried that others get in the way of. */
    private static final int MOST_TRIES = 8;

    /** How long it then waits at the most before the second try, twice as long before each further one: two who collide must not keep step. */
    private static final Duration FIRST_PAUSE = Duration.ofMillis(4);

    /** PostgreSQL's state of one of two that wait for each other, which is broken off; H2 says of it what both say of the other state. */
    private static final String DEADLOCK = "40P01";

    private static final String SERIALIZATION_FAILURE = "40001";

    /** PostgreSQL's state for a lock that was waited for in vain. */
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    static {
        // jOOQ greets on first use; a daemon's log is no place for it.
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
    }

    private final HikariDataSource pool;
    private final Dialect dialect;
    private final DSLContext sql;
    private final @Nullable DiskSync disk;
    private final DatabaseConfig config;
    private final @Nullable Database vital;

    private Database(HikariDataSource pool, Dialect dialect, DatabaseConfig config, @Nullable Database vital) {
        this.pool = pool;
        this.vital = vital;
        this.dialect = dialect;
        this.config = config;
        DataSourceConnectionProvider connections = new DataSourceConnectionProvider(pool);
        Configuration configuration = new DefaultConfiguration()
                .set(connections)
                .set(new DefaultTransactionProvider(connections))
                .set(dialect.jooq())
                .set(new Settings().withRenderSchema(false).withExecuteLogging(false).withCacheRecordMappers(true));
        this.sql = DSL.using(configuration);
        this.disk = config.sync() && dialect == Dialect.H2 ? new DiskSync(() -> sql.execute("checkpoint sync")) : null;
    }

    /**
     * Opens the pool and brings the schema up to date.
     *
     * @throws DatabaseUnavailableException when there is no using it; the message says what to do
     */
    public static Database open(DatabaseConfig config) {
        return open(config, true);
    }

    /**
     * Opens the pool of a database as it is, to look at it: nothing is made that is not there.
     *
     * @throws DatabaseUnavailableException when there is no using it; the message says what to do
     */
    public static Database look(DatabaseConfig config) {
        String url = config.url().startsWith("jdbc:h2:") ? config.url() + ";IFEXISTS=TRUE" : config.url();
        return open(new DatabaseConfig(url, config.user(), config.password(), LOOKING_CONNECTIONS, false), false);
    }

    /** @param migrated whether the schema is brought up to date, rather than taken as it is */
    static Database open(DatabaseConfig config, boolean migrated) {
        Dialect dialect = Dialect.of(config.url());
        HikariDataSource pool;
        // What stands against opening is known by this at once; the pool would rest a second before it says so.
        try (Connection _ = Connections.first(config, dialect)) {
            pool = new HikariDataSource(Connections.settings(config, dialect, "prikke", config.connections()));
        } catch (SQLException | RuntimeException e) {
            throw OpenFailure.of(config, e);
        }
        try {
            if (dialect == Dialect.POSTGRESQL) refuseOldServer(pool);
            if (migrated) migrate(pool, dialect, config);
            return new Database(pool, dialect, config, vital(config, dialect));
        } catch (SQLException | RuntimeException e) {
            pool.close();
            throw e instanceof DatabaseUnavailableException known ? known : OpenFailure.of(config, e);
        }
    }

    private static @Nullable Database vital(DatabaseConfig config, Dialect dialect) {
        if (dialect == Dialect.H2) return null;
        HikariConfig settings = Connections.settings(config, dialect, "prikke-vital", VITAL_CONNECTIONS);
        settings.setMinimumIdle(0);
        // Opened when first used: that the server is there is known by now.
        settings.setInitializationFailTimeout(-1);
        return new Database(new HikariDataSource(settings), dialect, config, null);
    }

    private static void refuseOldServer(DataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            int version = connection.getMetaData().getDatabaseMajorVersion();
            if (version >= OLDEST_POSTGRESQL) return;
            throw new DatabaseUnavailableException(
                    "This PostgreSQL is version " + version + "; Prikke needs " + OLDEST_POSTGRESQL
                            + " or newer. Upgrade the server, or point database.url at another one.",
                    new SQLException("too old"));
        }
    }

    /** On a connection of its own: a migration, or waiting for another daemon's, may take longer than anything else. */
    private static void migrate(DataSource pool, Dialect dialect, DatabaseConfig config) {
        FluentConfiguration flyway = Flyway.configure();
        (dialect == Dialect.H2 ? flyway.dataSource(pool) : flyway.dataSource(config.url(), config.user(), config.password()))
                .locations("classpath:db/migration", "classpath:db/" + dialect.text())
                .failOnMissingLocations(false)
                .load()
                .migrate();
    }

    public Dialect dialect() {
        return dialect;
    }

    /**
     * The same database by connections that nothing else is to use but what keeps this daemon alive in the eyes of others: however
     * many requests wait for one of the rest, these are free.
     */
    public Database vital() {
        return vital == null ? this : vital;
    }

    /** Runs the work outside a transaction: each statement sees what is committed when it starts. */
    public <T> T read(Function<Tx, T> work) {
        return sql.connectionResult(connection -> work.apply(new Tx(DSL.using(connection, dialect.jooq(), sql.settings()), dialect, List.of(), List.of())));
    }

    /**
     * Runs the work in a transaction and returns once it is committed; anything that the work throws rolls it back. Where it and
     * another wait for each other and the database breaks it off, it is done over, so that it must leave nothing behind in memory but
     * what {@link Tx#onRollback} takes back.
     *
     * @throws NotOnDiskException when it is committed, and could not be brought to the disk
     */
    public <T> T write(Function<Tx, T> work) {
        for (int tries = 1; ; tries++) {
            try {
                return writeOnce(work);
            } catch (DataAccessException e) {
                if (tries == MOST_TRIES || !isCollision(e)) throw e;
                LOG.info("event=transaction_repeated tries={} state={}", tries, e.sqlState());
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(FIRST_PAUSE.toNanos() << tries - 1));
            }
        }
    }

    private static boolean isCollision(DataAccessException failure) {
        return failure.sqlState().equals(DEADLOCK) || failure.sqlState().equals(SERIALIZATION_FAILURE);
    }

    private <T> T writeOnce(Function<Tx, T> work) {
        List<Runnable> undos = new ArrayList<>();
        List<Runnable> doubts = new ArrayList<>();
        AtomicBoolean worked = new AtomicBoolean();
        T result;
        try {
            result = sql.transactionResult(inner -> {
                T done = riding(new Tx(inner.dsl(), dialect, undos, doubts), work);
                worked.set(true);
                return done;
            });
        } catch (RuntimeException | Error e) {
            // Once asked to commit, a database that goes away may have done so all the same.
            (worked.get() && isAway(e) ? doubts : undos).forEach(Runnable::run);
            throw e;
        }
        // H2's commit ends in the operating system's memory; only this ends on the disk.
        if (disk != null) onDisk(disk, doubts);
        return result;
    }

    private static <T> T riding(Tx tx, Function<Tx, T> work) {
        T result = work.apply(tx);
        Consumer<Tx> rider = rider();
        if (rider != null) rider.accept(tx);
        return result;
    }

    /**
     * Does some work, in each of whose transactions something more is written before it is committed: what is to be known of the work
     * exactly when it is done. Those that are shared with others ({@link GroupCommit}) are meant too.
     *
     * @param rider may throw, and then nothing of that transaction is kept
     */
    public static <T> T withRider(Consumer<Tx> rider, Supplier<T> work) {
        return ScopedValue.where(RIDER, rider).call(work::get);
    }

    /** What is to be written besides in this thread's transactions. */
    static @Nullable Consumer<Tx> rider() {
        return RIDER.isBound() ? RIDER.get() : null;
    }

    private static void onDisk(DiskSync disk, List<Runnable> doubts) {
        try {
            disk.sync();
        } catch (RuntimeException | Error e) {
            doubts.forEach(Runnable::run);
            throw new NotOnDiskException(e);
        }
    }

    /** {@link #write} for work without a result. */
    public void run(Consumer<Tx> work) {
        write(tx -> {
            work.accept(tx);
            return true;
        });
    }

    /**
     * What hears of the words that are told; not started yet. Empty on H2, where there is nobody to tell any.
     *
     * @param heard gets each word; does not throw
     * @param missed is run where some may have gone unheard
     */
    public Optional<Listener> listener(Consumer<String> heard, Runnable missed) {
        return dialect == Dialect.POSTGRESQL ? Optional.of(new Listener(config, heard, missed)) : Optional.empty();
    }

    /** The time by PostgreSQL's clock. */
    Instant now() {
        return sql.connectionResult(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("select clock_timestamp() as now")) {
                row.next();
                return Rows.instant(row, "now");
            }
        });
    }

    /**
     * Asks the database for a sign of life.
     *
     * @throws RuntimeException when it gives none
     */
    public void ping() {
        sql.selectOne().fetch();
    }

    /** Whether a failure means that a row stands against a unique or foreign key. */
    public static boolean isConflict(Throwable failure) {
        return failure instanceof DataAccessException e && e.sqlStateClass() == SQLStateClass.C23_INTEGRITY_CONSTRAINT_VIOLATION;
    }

    /** Whether a failure means that the database can't be reached for now, whatever was asked of it. */
    public static boolean isAway(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof SQLTransientConnectionException || t instanceof SQLNonTransientConnectionException) return true;
            // PostgreSQL's own: 08 is a connection that broke or never was, 57P a server that stops or is starting.
            if (t instanceof SQLException e && e.getSQLState() != null && e.getSQLState().matches("08.*|57P.*")) return true;
        }
        return false;
    }

    /** Whether a failure means that others had what was asked for, and did not let go of it in time. */
    public static boolean isBusy(Throwable failure) {
        return failure instanceof DataAccessException e && e.sqlState().equals(LOCK_NOT_AVAILABLE);
    }

    /** Whether a failure means that the database can't keep what it was given, now or later. */
    public static boolean isUnstorable(Throwable failure) {
        return failure instanceof DataAccessException e
                && (isConflict(e) || e.sqlStateClass() == SQLStateClass.C22_DATA_EXCEPTION || e.sqlState().startsWith(TOO_LARGE));
    }

    @Override
    public void close() {
        if (vital != null) vital.close();
        pool.close();
    }
}
