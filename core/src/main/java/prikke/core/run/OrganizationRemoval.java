package prikke.core.run;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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

    /** Before the first job. */
    private static final UUID FIRST = new UUID(0, 0);

    private static final String REASON = "the organization was deleted";

    private final RemovalStore store = new RemovalStore();
    private final Database database;
    private final InstantSource clock;
    private final ClosedOrganizations organizations;
    private final Intake intake;
    private final Runnable closed;

    /** The job up to which each organization has been gone through by steps; they are one thread's. */
    private final Map<UUID, UUID> reached = new HashMap<>();

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
        // Once more from the beginning for what came in meanwhile.
        while (stopAll(caller.org())) continue;
    }

    /** One step for each organization that is deleted and not gone. */
    @Override
    public boolean step(Instant now) {
        boolean more = false;
        for (Map.Entry<UUID, Instant> closed : database.read(organizations::closed).entrySet()) {
            UUID org = closed.getKey();
            boolean over = closed.getValue().isBefore(now.minus(GRACE));
            more |= stopOn(org) || forgetHistory(org) || beginAnew(org) || (over && (forgetJobs(org) || forgetAudit(org) || forgetFigures(org) || forget(org)));
        }
        return more;
    }

    /** Goes through all of it once, a step at a time; whether there was any. */
    private boolean stopAll(UUID org) {
        boolean some = false;
        UUID after = FIRST;
        for (Stopped stopped; (stopped = stop(org, after)).some(); some = true) after = stopped.reached(after);
        return some;
    }

    /** One step from where the last ended. */
    private boolean stopOn(UUID org) {
        Stopped stopped = stop(org, reached.getOrDefault(org, FIRST));
        if (stopped.hidden() != null) reached.put(org, stopped.hidden());
        return stopped.some();
    }

    /** Whether the next step begins with the first job again. */
    private boolean beginAnew(UUID org) {
        return reached.remove(org) != null;
    }

    /** @param hidden the last job that was */
    private record Stopped(@Nullable UUID hidden, boolean cancelled, Runnable afterCommit) {
        boolean some() {
            return hidden != null || cancelled;
        }

        UUID reached(UUID before) {
            return hidden == null ? before : hidden;
        }
    }

    /** Has some of it planned no more and cancelled. */
    private Stopped stop(UUID org, UUID after) {
        Instant now = clock.instant();
        Stopped stopped = database.write(tx -> {
            UUID hidden = store.hideJobs(tx, org, after, now, AT_ONCE);
            List<UUID> unfinished = store.unfinished(tx, org, AT_ONCE);
            Runnable afterCommit = unfinished.isEmpty() ? () -> {} : intake.cancelExecutions(tx, unfinished, now, REASON);
            return new Stopped(hidden, !unfinished.isEmpty(), afterCommit);
        });
        stopped.afterCommit().run();
        return stopped;
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

    private boolean forgetFigures(UUID org) {
        return database.write(tx -> store.deleteRollUps(tx, org)) > 0;
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
