package prikke.core.run;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import prikke.core.db.Database;

/** What is due and has been taken by no node yet, of all organizations. */
public final class Backlog {
    private final Database database;
    private final InstantSource clock;
    private final BacklogStore store = new BacklogStore();

    public Backlog(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** For how long the most overdue of it has been due; nothing where nothing waits. What a queue or an overlap policy holds back is left out. */
    public Duration age() {
        Instant now = clock.instant();
        Instant due = database.read(store::earliest).orElse(now);
        return due.isBefore(now) ? Duration.between(due, now) : Duration.ZERO;
    }
}
