package prikke.core.account;

import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import prikke.core.account.Credential.ByKey;
import prikke.core.account.Credential.BySession;
import prikke.core.db.Database;

/** Tells of those who were let in some time ago whether they still would be: however many there are, by one query for keys and one for sessions. */
public final class Standing {
    private final Database database;
    private final InstantSource clock;
    private final StandingStore store = new StandingStore();

    public Standing(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Those of the credentials that hold no more: revoked, expired, signed out, or of somebody who is no member any more. */
    public Set<Credential> lapsed(Collection<? extends Credential> held) {
        Set<UUID> keys = new HashSet<>();
        Set<BySession> sessions = new HashSet<>();
        for (Credential one : held) {
            switch (one) {
                case ByKey key -> keys.add(key.key());
                case BySession session -> sessions.add(session);
            }
        }
        Set<Credential> lapsed = new HashSet<>(held);
        if (!keys.isEmpty()) lapsed.removeAll(database.read(tx -> store.keys(tx, keys, clock.instant())));
        if (!sessions.isEmpty()) lapsed.removeAll(database.read(tx -> store.sessions(tx, sessions, clock.instant())));
        return lapsed;
    }
}
