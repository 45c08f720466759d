package prikke.daemon;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import prikke.core.db.Database;

/** Whether the daemon is ready for work: started, not stopping, and its database answers. */
final class Readiness {
    private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);

    private final Database database;
    private volatile String hindrance = "The daemon is starting.";

    Readiness(Database database) {
        this.database = database;
    }

    void reached() {
        hindrance = "";
    }

    void lost() {
        hindrance = "The daemon is stopping.";
    }

    /** Why it is not ready, or an empty text. */
    String hindrance() {
        return hindrance.isEmpty() ? databaseHindrance() : hindrance;
    }

    private String databaseHindrance() {
        try {
            database.read(tx -> tx.sql().selectOne().fetch());
            return "";
        } catch (RuntimeException e) {
            LOG.warn("database-does-not-answer", e);
            return "The database does not answer.";
        }
    }
}
