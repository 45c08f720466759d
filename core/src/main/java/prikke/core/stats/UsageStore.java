package prikke.core.stats;

import static prikke.core.db.schema.Tables.JOBS;
import static prikke.core.db.schema.Tables.MEMBERSHIPS;

import java.time.Instant;
import java.util.UUID;
import prikke.core.db.Tx;

/** Counts what an organization has. */
final class UsageStore {

    /** Recurring jobs, and one-offs that are yet to come. */
    long jobs(Tx tx, UUID org, Instant now) {
        return tx.sql().fetchCount(JOBS, JOBS.ORG_ID.eq(org).and(JOBS.DELETED_AT.isNull()).and(JOBS.RUN_AT.isNull().or(JOBS.RUN_AT.gt(now))));
    }

    long members(Tx tx, UUID org) {
        return tx.sql().fetchCount(MEMBERSHIPS, MEMBERSHIPS.ORG_ID.eq(org));
    }
}
