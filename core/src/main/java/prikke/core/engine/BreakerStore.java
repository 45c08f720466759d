package prikke.core.engine;

import static prikke.core.db.schema.Tables.OPEN_BREAKERS;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jooq.impl.DSL;
import prikke.core.db.Tx;
import prikke.core.engine.Breakers.Key;

/** The circuit breakers that all nodes are to know of. */
final class BreakerStore {
    private BreakerStore() {}

    /** Enters it, or what it has come to since. */
    static void put(Tx tx, Key key, Breaker.Open open) {
        tx.sql().insertInto(OPEN_BREAKERS)
                .set(OPEN_BREAKERS.ORG_ID, key.org())
                .set(OPEN_BREAKERS.HOST, key.host())
                .set(OPEN_BREAKERS.OPEN_UNTIL, open.until())
                .set(OPEN_BREAKERS.OPENINGS, open.openings())
                .onConflict(OPEN_BREAKERS.ORG_ID, OPEN_BREAKERS.HOST)
                .doUpdate()
                .set(OPEN_BREAKERS.OPEN_UNTIL, open.until())
                .set(OPEN_BREAKERS.OPENINGS, open.openings())
                .execute();
    }

    static void remove(Tx tx, Key key) {
        tx.sql().deleteFrom(OPEN_BREAKERS).where(OPEN_BREAKERS.ORG_ID.eq(key.org())).and(OPEN_BREAKERS.HOST.eq(key.host())).execute();
    }

    /** Forgets those whose pause was over before the given instant. */
    static void forget(Tx tx, Instant before) {
        tx.sql().deleteFrom(OPEN_BREAKERS).where(OPEN_BREAKERS.OPEN_UNTIL.lt(before)).execute();
    }

    /** Forgets of an organization all but so many, those that rest the longest. */
    static void keep(Tx tx, UUID org, int most) {
        var surplus = DSL.select(OPEN_BREAKERS.HOST).from(OPEN_BREAKERS)
                .where(OPEN_BREAKERS.ORG_ID.eq(org))
                .orderBy(OPEN_BREAKERS.OPEN_UNTIL.desc(), OPEN_BREAKERS.HOST)
                .offset(most);
        tx.sql().deleteFrom(OPEN_BREAKERS).where(OPEN_BREAKERS.ORG_ID.eq(org)).and(OPEN_BREAKERS.HOST.in(surplus)).execute();
    }

    /** Those whose pause was not over before the given instant, the longest first, so many at the most. */
    static Map<Key, Breaker.Open> since(Tx tx, Instant before, int most) {
        return tx.sql().selectFrom(OPEN_BREAKERS)
                .where(OPEN_BREAKERS.OPEN_UNTIL.ge(before))
                .orderBy(OPEN_BREAKERS.OPEN_UNTIL.desc(), OPEN_BREAKERS.ORG_ID, OPEN_BREAKERS.HOST)
                .limit(most)
                .fetchMap(r -> new Key(r.getOrgId(), r.getHost()), r -> new Breaker.Open(r.getOpenUntil(), r.getOpenings()));
    }
}
