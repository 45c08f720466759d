package prikke.core.run;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import prikke.core.account.Caller;
import prikke.core.account.ClosedOrganizations;
import prikke.core.db.Database;

/**
 * Deletes organizations. At once nobody gets in any more; before that is answered, nothing of it is planned or waits to be run; what it
 * leaves behind goes in small steps. Whatever it is cut short by, the next step goes on.
 */
public final class OrganizationRemoval implements Chore {
    private static final Logger LOG = LoggerFactory.getLogger(OrganizationRemoval.class);

    /** Few enough for a short transaction. */
    private static final int AT_ONCE = 200;

    /** Requests that were let in before are over by then, and so are attempts. */
    private static final Duration GRACE = Duration.ofHours(1);

    private static final String REASON = "the organization was deleted";

    private final RemovalStore store = new RemovalStore();
    private final Database database;
    private final InstantSource clock;
    private final ClosedOrganizations organizations;
    private final Intake intake;
    private final Runnable closed;

    /** @param closed is told once keys of an organization have ceased to hold */
    public OrganizationRemoval(Database database, InstantSource clock, Intake intake, Runnable closed) {
        this.closed = closed;
        this.database = database;
        this.clock = clock;
        this.organizations = new ClosedOrganizations(clock);
        this.intake = intake;
    }

    /**
     * Deletes the caller's organization. Attempts under way end by themselves, and are not followed by others.
     *
     * @throws prikke.core.ProblemException forbidden; not found
     */
    public void delete(Caller caller) {
        database.run(tx -> organizations.close(tx, caller, clock.instant()));
        closed.run();
        LOG.info("event=organization_closed org={}", caller.org());
        while (stop(caller.org())) continue;
    }

    /** One step for each organization that is deleted and not gone. */
    @Override
    public boolean step(Instant now) {
        boolean more = false;
        for (Map.Entry<UUID, Instant> closed : database.read(organizations::closed).entrySet()) {
            UUID org = closed.getKey();
            boolean over = closed.getValue().isBefore(now.minus(GRACE));
            more |= stop(org) || forgetHistory(org) || (over && (forgetJobs(org) || forgetAudit(org) || forget(org)));
        }
        return more;
    }

    private record Stopped(boolean some, Runnable afterCommit) {}

    /** Has some of it planned no more and cancelled; whether there may be more. */
    private boolean stop(UUID org) {
        Instant now = clock.instant();
        Stopped stopped = database.write(tx -> {
            int hidden = store.hideJobs(tx, org, now, AT_ONCE);
            List<UUID> unfinished = store.unfinished(tx, org, AT_ONCE);
            Runnable afterCommit = unfinished.isEmpty() ? () -> {} : intake.cancelExecutions(tx, unfinished, now, REASON);
            return new Stopped(hidden > 0 || !unfinished.isEmpty(), afterCommit);
        });
        stopped.afterCommit().run();
        return stopped.some();
    }

    private boolean forgetHistory(UUID org) {
        return database.write(tx -> store.deleteHistory(tx, org, AT_ONCE)) > 0;
    }

    private boolean forgetJobs(UUID org) {
        return database.write(tx -> store.deleteJobs(tx, org, AT_ONCE)) > 0;
    }

    private boolean forgetAudit(UUID org) {
        return database.write(tx -> organizations.forgetAudit(tx, org, AT_ONCE)) > 0;
    }

    /** The last step. What is still left of it has to end first, and then there is a further one. */
    private boolean forget(UUID org) {
        try {
            boolean forgotten = database.write(tx -> {
                if (store.anythingLeft(tx, org)) return false;
                store.deleteState(tx, org);
                organizations.forget(tx, org);
                return true;
            });
            if (forgotten) LOG.info("event=organization_forgotten org={}", org);
        } catch (RuntimeException e) {
            if (!Database.isConflict(e)) throw e;
            LOG.warn("event=organization_not_forgotten org={} reason=\"{}\"", org, String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
        return false;
    }
}
