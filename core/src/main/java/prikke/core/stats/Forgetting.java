package prikke.core.stats;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import prikke.core.db.Database;
import prikke.core.run.Chore;

/**
 * Forgets roll-ups that nobody will look at any more: hours after three months, days of single jobs after two years. The days of an
 * organization as a whole stay, since months of usage are counted by them.
 */
public final class Forgetting implements Chore {
    static final Duration HOURS = Duration.ofDays(92);
    static final Duration DAYS = Duration.ofDays(731);

    /** There is no hurry: what is too old by an hour does no harm. */
    private static final Duration EVERY = Duration.ofHours(1);

    private static final int ORGANIZATIONS = 50;
    private static final int ROWS = 500;
    private static final UUID START = new UUID(0, 0);

    private final Database database;
    private final RollUpStore store = new RollUpStore();
    private UUID after = START;
    private Instant again = Instant.MIN;

    public Forgetting(Database database) {
        this.database = database;
    }

    @Override
    public boolean step(Instant now) {
        if (now.isBefore(again)) return false;
        List<UUID> organizations = database.read(tx -> store.organizations(tx, after, ORGANIZATIONS));
        for (UUID org : organizations) {
            if (database.write(tx -> store.forget(tx, org, now.minus(HOURS), now.minus(DAYS), ROWS)) > 0) return true;
            after = org;
        }
        if (!organizations.isEmpty()) return true;
        after = START;
        again = now.plus(EVERY);
        return false;
    }
}
