package prikke.core.account;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import prikke.core.ProblemException;
import prikke.core.Uuid7;
import prikke.core.audit.Action;
import prikke.core.audit.Changes;
import prikke.core.audit.Subject;
import prikke.core.db.Database;
import prikke.core.db.Tx;

/**
 * Signing in a program that has no browser by one that has, as RFC 8628 defines it: the program shows a short code and waits, its user
 * enters the code where they are signed in, and approves.
 */
public final class DeviceSignIn {
    static final Duration LIFE = Duration.ofMinutes(10);
    static final int PACE_SECONDS = 5;

    /** RFC 8628, section 3.5: what is added each time that a program asks too soon. */
    private static final int SLOWER_BY_SECONDS = 5;

    /** Who keeps the pace is not to be told off because one question took longer on its way than the next. */
    private static final Duration TOLERANCE = Duration.ofSeconds(1);

    /** So long it can still be said that a code has expired. */
    private static final Duration REMEMBERED = Duration.ofHours(1);

    /**
     * What the program gets at first.
     *
     * @param deviceCode what it asks with, and shows nobody
     * @param userCode what it shows
     * @param paceSeconds how many seconds it is to leave between its questions
     */
    public record Started(String deviceCode, String userCode, Duration life, int paceSeconds) {
        /** The codes stay out of logs. */
        @Override
        public String toString() {
            return "Started[…]";
        }
    }

    /** What a program that asks gets to hear. */
    public sealed interface Reply {
        record Approved(SignedIn signedIn) implements Reply {}

        /** Not yet, or never. */
        record NotApproved(Refusal why) implements Reply {}
    }

    /** Why a program is not let in, or not yet. */
    public enum Refusal {
        AUTHORIZATION_PENDING("Nobody has answered yet. Ask again."),
        SLOW_DOWN("That was too soon. Leave five seconds more between two questions from now on."),
        ACCESS_DENIED("This sign-in was denied."),
        EXPIRED_TOKEN("This sign-in has taken too long. Begin anew."),
        INVALID_GRANT("This device code was never given out, or has been used.");

        private final String words;

        Refusal(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** A program that waits to be let in, as it is shown to who may let it in. */
    public record Waiting(String userCode, Client client, Instant askedAt) {}

    private final DeviceStore store = new DeviceStore();
    private final UserStore users = new UserStore();
    private final SessionStore open = new SessionStore();
    private final SecureRandom random = new SecureRandom();
    private final Database database;
    private final Authentication authentication;
    private final Sessions sessions;
    private final Throttle throttle;
    private final PersonalLog log;
    private final InstantSource clock;

    public DeviceSignIn(Database database, Throttle throttle, Authentication authentication, InstantSource clock) {
        this.database = database;
        this.authentication = authentication;
        this.sessions = new Sessions(clock);
        this.throttle = throttle;
        this.log = new PersonalLog(clock);
        this.clock = clock;
    }

    /** Begins: the program is to show the user code, and to ask with the device code. */
    public Started start(Client client) {
        Instant now = clock.instant();
        String deviceCode = MailToken.random(random).text();
        UserCode userCode = UserCode.random(random);
        DeviceGrant grant = new DeviceGrant(
                Uuid7.random(now), DeviceGrant.State.PENDING, null, client, PACE_SECONDS, now, now.plus(LIFE), null);
        database.run(tx -> {
            store.prune(tx, now.minus(REMEMBERED));
            store.insert(tx, grant, Sha256.hex(deviceCode), userCode.hash());
        });
        return new Started(deviceCode, userCode.text(), LIFE, PACE_SECONDS);
    }

    /** Answers a program that asks whether it has been let in; the answer that lets it in is given once. */
    public Reply poll(@Nullable String deviceCode) {
        String hash = Sha256.hex(String.valueOf(deviceCode));
        Instant now = clock.instant();
        Step step = database.write(tx ->
                store.ofDevice(tx, hash).map(grant -> step(tx, grant, now)).orElse(Step.refused(Refusal.INVALID_GRANT)));
        UserToken token = step.token();
        if (token == null) return new Reply.NotApproved(step.refusal());
        return new Reply.Approved(new SignedIn(token.text(), now.plus(Sessions.LIFE), authentication.user(token.text())));
    }

    private record Step(@Nullable UserToken token, Refusal refusal) {
        static Step refused(Refusal why) {
            return new Step(null, why);
        }
    }

    private Step step(Tx tx, DeviceGrant grant, Instant now) {
        if (!grant.expiresAt().isAfter(now)) return Step.refused(Refusal.EXPIRED_TOKEN);
        return switch (grant.state()) {
            case PENDING -> Step.refused(notYet(tx, grant, now));
            case DENIED -> Step.refused(Refusal.ACCESS_DENIED);
            case APPROVED -> {
                store.delete(tx, grant.id());
                UUID user = Objects.requireNonNull(grant.user(), "who approves is noted");
                UserToken token = users.email(tx, user)
                        .map(email -> sessions.start(tx, user, email, grant.client(), "device"))
                        .orElse(null);
                yield new Step(token, Refusal.INVALID_GRANT);
            }
        };
    }

    private Refusal notYet(Tx tx, DeviceGrant grant, Instant now) {
        Instant last = grant.polledAt();
        boolean tooSoon = last != null && now.isBefore(last.plusSeconds(grant.paceSeconds()).minus(TOLERANCE));
        store.polled(tx, grant.id(), now, grant.paceSeconds() + (tooSoon ? SLOWER_BY_SECONDS : 0));
        return tooSoon ? Refusal.SLOW_DOWN : Refusal.AUTHORIZATION_PENDING;
    }

    /**
     * What waits under a code.
     *
     * @param client where the code is entered
     * @throws ProblemException forbidden for an API key; too_many_attempts after many wrong codes; not found
     */
    public Waiting waiting(Identity identity, @Nullable String userCode, Client client) {
        Identity.User user = OwnSessions.user(identity);
        guess(user, client);
        return UserCode.parse(userCode)
                .flatMap(code -> database.read(tx -> store.waiting(tx, code.hash(), clock.instant()))
                        .map(grant -> new Waiting(code.text(), grant.client(), grant.createdAt())))
                .orElseThrow(DeviceSignIn::unknown);
    }

    /**
     * Lets a program in as this user, or turns it away.
     *
     * @throws ProblemException as {@link #waiting}; unauthorized for who was signed out meanwhile
     */
    public void decide(Identity identity, @Nullable String userCode, boolean approve, Client client) {
        Identity.User user = OwnSessions.user(identity);
        DeviceGrant.State state = approve ? DeviceGrant.State.APPROVED : DeviceGrant.State.DENIED;
        Runnable takeBack = guess(user, client);
        UserCode code = UserCode.parse(userCode).orElseThrow(DeviceSignIn::unknown);
        database.run(tx -> {
            requireSignedIn(tx, user);
            Optional<DeviceGrant> grant = store.waiting(tx, code.hash(), clock.instant());
            if (!store.answer(tx, code.hash(), state, user.id(), clock.instant())) throw unknown();
            grant.ifPresent(answered -> record(tx, user, answered, approve, client));
        });
        takeBack.run();
    }

    /** Who was signed out meanwhile lets nobody in any more; whoever signs them out waits until this is done, and ends it. */
    private void requireSignedIn(Tx tx, Identity.User user) {
        users.lock(tx, user.id());
        if (!open.exists(tx, user.session())) throw Authentication.ended();
    }

    private void record(Tx tx, Identity.User user, DeviceGrant grant, boolean approve, Client client) {
        Subject program = new Subject("device", grant.id(), grant.client().userAgent());
        Action action = approve ? Action.DEVICE_APPROVE : Action.DEVICE_DENY;
        log.record(tx, user.from(client), action, program, Changes.of("address", null, grant.client().address()));
    }

    /**
     * Counts a guess. Codes are short, so nobody is to try one after the other, nor to begin anew by entering between two guesses the
     * code of a program of their own: an answer that is taken costs nothing, and makes up for nothing before it.
     */
    private Runnable guess(Identity.User user, Client client) {
        return throttle.attempt("code " + user.id(), client.address());
    }

    private static ProblemException unknown() {
        return ProblemException.of(
                ProblemException.Kind.NOT_FOUND,
                "not_found",
                "No program waits under this code. It may be mistyped, answered already, or older than ten minutes.");
    }
}
