package prikke.core.account;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import prikke.core.Faults;
import prikke.core.ProblemException;
import prikke.core.Uuid7;
import prikke.core.audit.Action;
import prikke.core.audit.Actor;
import prikke.core.audit.Changes;
import prikke.core.audit.Subject;
import prikke.core.db.Database;
import prikke.core.db.Tx;
import prikke.core.mail.Outbox;

/**
 * Makes accounts: a user with an organization of their own, signed in. The first one becomes the instance's
 * administrator.
 */
public final class Registration {

    /**
     * An account as asked for, unchecked.
     *
     * @param org the name of an organization of their own; the part of the address before the at sign when null, and none at all
     *     for whoever was invited
     * @param invite an invitation's token, which lets them into its organization, or null
     */
    public record Draft(
            @Nullable String email,
            @Nullable String password,
            @Nullable String org,
            @Nullable String invite) {
        /** One without an invitation. */
        public Draft(@Nullable String email, @Nullable String password, @Nullable String org) {
            this(email, password, org, null);
        }

        /** The password and the token stay out of logs. */
        @Override
        public String toString() {
            return "Draft[" + email + "]";
        }
    }

    private record Checked(
            String email,
            String password,
            @Nullable String org,
            @Nullable String invite) {}

    private final UserStore users = new UserStore();
    private final Database database;
    private final RegistrationMode mode;
    private final Passwords passwords;
    private final Organizations organizations;
    private final Admission admission;
    private final Authentication authentication;
    private final Throttle throttle;
    private final Sessions sessions;
    private final PersonalLog log;
    private final InstantSource clock;

    public Registration(
            Database database,
            RegistrationMode mode,
            Passwords passwords,
            Organizations organizations,
            Authentication authentication,
            Outbox outbox,
            Throttle throttle,
            InstantSource clock) {
        this.database = database;
        this.mode = mode;
        this.passwords = passwords;
        this.organizations = organizations;
        this.admission = new Admission(organizations, outbox, clock);
        this.authentication = authentication;
        this.throttle = throttle;
        this.sessions = new Sessions(clock);
        this.log = new PersonalLog(clock);
        this.clock = clock;
    }

    /**
     * Makes the account and signs in.
     *
     * @throws ProblemException registration_closed (forbidden); invalid, with every fault; conflict for an address that
     *     has an account; too_many_attempts after too many of those; for an invitation what {@link Admission} refuses
     */
    public SignedIn register(Draft draft, Client client) {
        requireOpen(draft.invite());
        Checked checked = check(draft);
        UserToken token =
                throttle.registration(client.address(), () -> insert(checked, passwords.hash(checked.password()), client));
        return new SignedIn(token.text(), clock.instant().plus(Sessions.LIFE), authentication.user(token.text()));
    }

    /** Who may make an account. */
    public RegistrationMode mode() {
        return mode;
    }

    /** Whether there is nobody yet: whoever registers now becomes the instance's administrator. */
    public boolean awaitsFirst() {
        return !database.read(users::anyone);
    }

    /** Before anything that costs: whoever has no invitation that holds is sent away. */
    private void requireOpen(@Nullable String invite) {
        boolean open =
                switch (mode) {
                    case OPEN -> true;
                    case INVITE -> invite != null || !database.read(users::anyone);
                    case CLOSED -> false;
                };
        if (!open) throw closed();
        if (invite != null) database.read(tx -> admission.open(tx, invite));
    }

    private static Checked check(Draft draft) {
        Faults faults = new Faults();
        String email = AccountRules.email(draft.email(), faults);
        String password = AccountRules.newPassword(draft.password(), faults);
        String org = org(draft, email, faults);
        faults.throwIfAny();
        return new Checked(email, password, org, draft.invite());
    }

    private static @Nullable String org(Draft draft, String email, Faults faults) {
        if (draft.org() != null) return AccountRules.name("org", draft.org(), faults);
        return draft.invite() == null ? email.split("@", 2)[0] : null;
    }

    private UserToken insert(Checked checked, String hash, Client client) {
        try {
            return database.write(tx -> insert(tx, checked, hash, client));
        } catch (RuntimeException e) {
            if (!Database.isConflict(e)) throw e;
            // Someone else was in between: with the same address, or as the very first user.
            if (database.read(tx -> users.exists(tx, checked.email()))) throw taken(checked.email());
            requireOpen(checked.invite());
            return database.write(tx -> insert(tx, checked, hash, client));
        }
    }

    private UserToken insert(Tx tx, Checked checked, String hash, Client client) {
        Instant now = clock.instant();
        UUID id = Uuid7.random(now);
        boolean first = !users.anyone(tx);
        if (!first && mode == RegistrationMode.INVITE && checked.invite() == null) throw closed();
        users.insert(tx, id, checked.email(), hash, first, now);
        if (first) users.insertFounder(tx, id);
        Actor actor = new Actor(id, null, checked.email(), client.address(), client.userAgent());
        if (checked.invite() != null) join(tx, actor, checked.invite());
        if (checked.org() != null) organizations.found(tx, actor, checked.org());
        log.record(tx, actor, Action.USER_REGISTER, new Subject("user", id, checked.email()), Changes.none());
        return sessions.open(tx, id, client);
    }

    private void join(Tx tx, Actor user, String invite) {
        Admission.Opened opened = admission.open(tx, invite);
        if (opened.proves(user.name())) users.prove(tx, Objects.requireNonNull(user.user()), clock.instant());
        admission.join(tx, user, opened);
    }

    private static ProblemException taken(String email) {
        return ProblemException.of(
                ProblemException.Kind.CONFLICT,
                "conflict",
                "There is an account of " + email + " already. Sign in instead.");
    }

    private static ProblemException closed() {
        return ProblemException.of(
                ProblemException.Kind.FORBIDDEN,
                "registration_closed",
                "Registration is closed here but to those who are invited. Ask a member for an invitation, or sign in if you have an"
                        + " account.");
    }
}
