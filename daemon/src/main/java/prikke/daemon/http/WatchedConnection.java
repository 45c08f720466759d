package prikke.daemon.http;

import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.task.InterruptableTask;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.spi.ServerConnection;
import java.time.Duration;

/** A connection under a {@link Watch}. */
final class WatchedConnection implements ServerConnection, InterruptableTask<Void> {
    private final ServerConnection connection;
    private final Watch watch;
    private final Runnable ended;

    /** @param ended is run once it is over */
    WatchedConnection(ServerConnection connection, Watch watch, Runnable ended) {
        this.connection = connection;
        this.watch = watch;
        this.ended = ended;
    }

    @Override
    public void handle(Limit limit) throws InterruptedException {
        try {
            ScopedValue.where(Watch.CURRENT, watch).<Void, InterruptedException>call(() -> {
                connection.handle(limit);
                return null;
            });
        } catch (RuntimeException e) {
            throw watch.interrupted() ? new CloseConnectionException("It took too long", e) : e;
        } finally {
            ended.run();
        }
    }

    @Override
    public Duration idleTime() {
        return connection.idleTime();
    }

    @Override
    public void close(boolean interrupt) {
        connection.close(interrupt);
    }

    @Override
    public boolean canInterrupt() {
        return connection instanceof InterruptableTask<?> task && task.canInterrupt();
    }
}
