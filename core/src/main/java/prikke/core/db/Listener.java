package prikke.core.db;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what is told by {@link Tx#tell} on any connection to the same PostgreSQL, as soon as it is committed; over a connection of its
 * own, since waiting takes one up. Where that breaks, it connects anew by itself and has it known that things may have gone unheard.
 */
public final class Listener implements AutoCloseable {
    static final String CHANNEL = "prikke";

    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);

    /** After so long a silence it is asked whether the server is still there: a connection can end without a word. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);

    private static final int SECONDS_TO_ANSWER = 5;

    private final DatabaseConfig config;
    private final Consumer<String> heard;
    private final Runnable missed;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition stopping = lock.newCondition();
    private final Thread thread;
    private @Nullable Connection connection;
    private boolean closed;

    /**
     * @param heard gets each word that is told; does not throw
     * @param missed is run whenever it begins to listen, since words may have been told before
     */
    Listener(DatabaseConfig config, Consumer<String> heard, Runnable missed) {
        this.config = config;
        this.heard = heard;
        this.missed = missed;
        this.thread = Thread.ofPlatform().name("prikke-listener").daemon().unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** Whether it is at work. */
    public boolean alive() {
        return thread.isAlive();
    }

    private void run() {
        boolean failing = false;
        while (!isClosed()) {
            try (Connection opened = open()) {
                if (!take(opened)) return;
                listen(opened);
                if (failing) LOG.info("event=listening_again");
                failing = false;
                missed.run();
                hear(opened);
            } catch (SQLException e) {
                if (isClosed()) return;
                if (!failing) LOG.warn("event=listening_broke error=\"{}\"", e.getMessage());
                failing = true;
            } finally {
                take(null);
            }
            pause();
        }
    }

    private Connection open() throws SQLException {
        Properties properties = new Properties();
        if (config.user() != null) properties.setProperty("user", config.user());
        if (config.password() != null) properties.setProperty("password", config.password());
        properties.setProperty("ApplicationName", "prikke listener");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("connectTimeout", "5");
        return DriverManager.getConnection(config.url(), properties);
    }

    private static void listen(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("listen " + CHANNEL);
        }
    }

    private void hear(Connection connection) throws SQLException {
        PGConnection server = connection.unwrap(PGConnection.class);
        while (!isClosed()) {
            PGNotification[] told = server.getNotifications((int) LONGEST_SILENCE.toMillis());
            if (told == null || told.length == 0) {
                if (!connection.isValid(SECONDS_TO_ANSWER)) throw new SQLException("The server does not answer any more");
            } else {
                for (PGNotification one : told) heard.accept(one.getParameter());
            }
        }
    }

    /** Keeps the connection where {@link #close} finds it; false when there is to be none any more. */
    private boolean take(@Nullable Connection opened) {
        lock.lock();
        try {
            connection = opened;
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    private void pause() {
        lock.lock();
        try {
            long left = BETWEEN_TRIES.toNanos();
            while (!closed && left > 0) left = stopping.awaitNanos(left);
        } catch (InterruptedException e) {
            throw new IllegalStateException("Nobody interrupts this thread", e);
        } finally {
            lock.unlock();
        }
    }

    /** Ends the wait by taking the connection away from under it. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            stopping.signal();
            if (connection != null) connection.abort(Runnable::run);
        } catch (SQLException e) {
            LOG.debug("event=listener_close_failed", e);
        } finally {
            lock.unlock();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
