package prikke.core.account;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import prikke.core.Faults;
import prikke.core.ProblemException;
import prikke.core.Slice;
import prikke.core.Uuid7;
import prikke.core.audit.Action;
import prikke.core.audit.Audit;
import prikke.core.audit.Changes;
import prikke.core.audit.Subject;
import prikke.core.db.Database;
import prikke.core.db.Tx;
import prikke.core.schedule.Durations;
import prikke.core.schedule.ScheduleException;

/** An organization's API keys. */
public final class ApiKeys {
    private static final Duration LONGEST_LIFE = Duration.ofDays(3650);

    /**
     * A key and what it is used with.
     *
     * @param token known to nobody after this
     */
    public record Created(ApiKey key, String token) {
        /** The token stays out of logs. */
        @Override
        public String toString() {
            return key.toString();
        }
    }

    private final KeyStore store = new KeyStore();
    private final KeyMakers makers = new KeyMakers();
    private final SecureRandom random = new SecureRandom();
    private final Runnable changed;
    private final Database database;
    private final InstantSource clock;
    private final Audit audit;

    /** @param changed is told once a key has been revoked, or its end brought nearer */
    public ApiKeys(Database database, InstantSource clock, Runnable changed) {
        this.changed = changed;
        this.database = database;
        this.audit = new Audit(clock);
        this.clock = clock;
    }

    /**
     * Makes a key. One that a key makes ends when that key does, if not before.
     *
     * @throws ProblemException forbidden; invalid, with every fault; what {@link KeyMakers} refuses
     */
    public Created create(Caller caller, KeyDraft draft) {
        caller.require(Permission.KEYS_WRITE);
        Instant now = clock.instant();
        Faults faults = new Faults();
        String name = AccountRules.name("name", draft.name(), faults);
        Scope scope = scope(draft.scope(), faults);
        Duration life = life(draft.expires(), faults);
        faults.throwIfAny();
        Instant end = life == null ? null : now.plus(life);
        KeyToken token = KeyToken.random(random);
        return database.write(tx -> {
            Instant latest = makers.admit(tx, caller, now);
            ApiKey key = new ApiKey(
                    Uuid7.random(now), caller.org(), name, token.publicId(), scope, now, KeyMakers.earlier(end, latest), null);
            store.insert(tx, key, token.secretHash(), caller.userId());
            audit.record(tx, caller.did(Action.KEY_CREATE, subject(key), made(key)));
            return new Created(key, token.text());
        });
    }

    /** The keys that are not revoked, in the order they were made in, those after {@code after}. */
    public Slice<ApiKey> list(Caller caller, @Nullable UUID after, int limit) {
        caller.require(Permission.KEYS_READ);
        List<ApiKey> found = database.read(tx -> store.list(tx, caller.org(), after, limit + 1));
        return Slice.of(found, limit, ApiKey::id);
    }

    /**
     * One that is not revoked.
     *
     * @throws ProblemException forbidden; not found
     */
    public ApiKey get(Caller caller, UUID id) {
        caller.require(Permission.KEYS_READ);
        return database.read(tx -> kept(tx, caller, id));
    }

    private ApiKey kept(Tx tx, Caller caller, UUID id) {
        return store.kept(tx, caller.org(), id).orElseThrow(() -> ProblemException.notFound("API key " + id));
    }

    /**
     * Revokes a key: no request that comes after this is let in by it.
     *
     * @throws ProblemException forbidden; not found
     */
    public void revoke(Caller caller, UUID id) {
        caller.require(Permission.KEYS_WRITE);
        database.run(tx -> {
            ApiKey key = kept(tx, caller, id);
            store.revoke(tx, caller.org(), id, clock.instant());
            audit.record(tx, caller.did(Action.KEY_REVOKE, subject(key), Changes.none()));
        });
        changed.run();
    }

    /**
     * Makes a successor of a key, with its name, its scope and as long a life; the key itself ceases to hold after the overlap. A
     * successor that a key makes, be it its own, ends when that key did before, if not sooner.
     *
     * @param overlap such as {@code 1h}; 24 hours when null
     * @throws ProblemException forbidden; not found; invalid; what {@link KeyMakers} refuses
     */
    public Created rotate(Caller caller, UUID id, @Nullable String overlap) {
        caller.require(Permission.KEYS_WRITE);
        Faults faults = new Faults();
        Duration both = Overlap.of(overlap, faults);
        faults.throwIfAny();
        Instant now = clock.instant();
        KeyToken token = KeyToken.random(random);
        Created created = database.write(tx -> {
            Instant latest = makers.admit(tx, caller, now);
            ApiKey old = store.held(tx, caller.org(), id, now).orElseThrow(() -> ProblemException.notFound("API key " + id));
            Instant end = KeyMakers.earlier(successorsEnd(old, now), latest);
            ApiKey fresh = new ApiKey(Uuid7.random(now), caller.org(), old.name(), token.publicId(), old.scope(), now, end, null);
            store.insert(tx, fresh, token.secretHash(), caller.userId());
            if (both.isZero()) store.revoke(tx, caller.org(), id, now);
            else store.expireBy(tx, id, now.plus(both));
            audit.record(tx, caller.did(Action.KEY_ROTATE, subject(old), Changes.of("successor", null, fresh.publicId())
                    .add("overlap", null, Durations.iso(both))));
            return new Created(fresh, token.text());
        });
        changed.run();
        return created;
    }

    private static Subject subject(ApiKey key) {
        return new Subject("key", key.id(), key.name());
    }

    private static Changes made(ApiKey key) {
        return Changes.of("name", null, key.name())
                .add("public_id", null, key.publicId())
                .add("scope", null, key.scope().text())
                .add("expires_at", null, key.expiresAt());
    }

    /** As long after now as the key's own was after it was made. */
    private static @Nullable Instant successorsEnd(ApiKey old, Instant now) {
        Instant end = old.expiresAt();
        return end == null ? null : now.plus(Duration.between(old.createdAt(), end));
    }

    private static Scope scope(@Nullable String text, Faults faults) {
        if (text == null) return Scope.WRITE;
        for (Scope scope : Scope.values()) if (scope.text().equals(text.toLowerCase(Locale.ROOT))) return scope;
        faults.add("scope", "unknown", "must be read, write or admin; this one is " + text);
        return Scope.READ;
    }

    private static @Nullable Duration life(@Nullable String text, Faults faults) {
        if (text == null) return null;
        try {
            Duration life = Durations.parse(text);
            if (life.isPositive() && life.compareTo(LONGEST_LIFE) <= 0) return life;
            faults.add(
                    "expires", "out_of_range", "must be a duration up to ten years, such as 90d; this one is " + text);
        } catch (ScheduleException e) {
            for (ScheduleException.Fault fault : e.faults()) faults.add("expires", fault.code(), fault.message());
        }
        return null;
    }
}
