package prikke.daemon;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import prikke.core.db.Database;
import prikke.daemon.http.Gate;

/** Whether the daemon is ready for work: started, not stopping, and its database answers. */
final class Readiness implements Gate {
    private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);

    private enum Phase {
        STARTING,
        READY,
        STOPPING
    }

    private final Database database;
    private volatile Phase phase = Phase.STARTING;
    private volatile BooleanSupplier engineIsAlive = () -> true;

    Readiness(Database database) {
        this.database = database;
    }

    /** @param engineIsAlive whether that which runs jobs is whole */
    void dependsOn(BooleanSupplier engineIsAlive) {
        this.engineIsAlive = engineIsAlive;
    }

    void reached() {
        phase = Phase.READY;
    }

    void lost() {
        phase = Phase.STOPPING;
    }

    /** Why it is not ready, or an empty text. */
    String hindrance() {
        return switch (phase) {
            case STARTING -> "The daemon is starting.";
            case READY -> engineIsAlive.getAsBoolean() ? databaseHindrance() : "A thread that runs jobs has died; the log says why. Restart the daemon.";
            case STOPPING -> "The daemon is stopping.";
        };
    }

    @Override
    public @Nullable String refusal(boolean change) {
        return switch (phase) {
            case STARTING -> "The daemon is starting. Try again in a moment.";
            case READY -> null;
            case STOPPING ->
                change ? "The daemon is stopping and takes no changes any more. Try again when it is back." : null;
        };
    }

    private String databaseHindrance() {
        try {
            database.ping();
            return "";
        } catch (RuntimeException e) {
            LOG.warn("event=database_does_not_answer", e);
            return "The database does not answer.";
        }
    }
}
