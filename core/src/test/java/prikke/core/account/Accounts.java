package prikke.core.account;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.LongSupplier;
import prikke.core.SettableClock;
import prikke.core.audit.AuditEntry;
import prikke.core.audit.AuditFilter;
import prikke.core.crypto.TestVault;
import prikke.core.db.Database;
import prikke.core.db.Dialect;
import prikke.core.db.TestDatabase;
import prikke.core.mail.Outbox;

/** The use cases on accounts over a database of the test's own. */
final class Accounts implements AutoCloseable {
    static final String PASSWORD = "correct horse";
    static final Client CLIENT = new Client("127.0.0.1", "test");

    static final Passwords PASSWORDS = Passwords.forThisMachine();

    final TestDatabase on;
    final SettableClock clock = new SettableClock(Instant.parse("2030-01-01T00:00:00Z"));
    final Throttle throttle = new Throttle(System::nanoTime);
    final Authentication authentication;
    final SigningSecrets secrets;
    final Organizations organizations;

    /** No mails are sent but by a {@link Mailbox}. */
    final Outbox outbox = new Outbox(clock, false);

    final ApiKeys keys;
    final SignIn signIn;
    final Members members;
    final Invitations invitations;
    final AuditLog audit;

    Accounts(Dialect dialect) {
        on = TestDatabase.of(dialect);
        authentication = new Authentication(database(), clock);
        secrets = new SigningSecrets(database(), clock, TestVault.vault());
        organizations = new Organizations(database(), secrets, clock);
        keys = new ApiKeys(database(), clock, authentication::forgetKeys);
        members = new Members(database(), organizations, clock);
        invitations = new Invitations(database(), organizations, outbox, clock);
        audit = new AuditLog(database(), clock);
        signIn = new SignIn(database(), PASSWORDS, throttle, authentication, clock);
    }

    /** Nanoseconds by the same clock. */
    LongSupplier ticker() {
        Instant start = clock.instant();
        return () -> Duration.between(start, clock.instant()).toNanos();
    }

    Database database() {
        return on.database();
    }

    Registration registration(RegistrationMode mode) {
        return registration(mode, outbox);
    }

    Registration registration(RegistrationMode mode, Outbox mails) {
        return new Registration(database(), mode, PASSWORDS, organizations, authentication, mails, throttle, clock);
    }

    /** A user with an organization of their own, in an instance that is open to all. */
    SignedIn register(String email) {
        return registration(RegistrationMode.OPEN).register(new Registration.Draft(email, PASSWORD, null), CLIENT);
    }

    /** The same user in another role, which no use case grants yet. */
    static Caller as(Role role, Caller caller) {
        return new Caller(caller.actor(), caller.org(), role);
    }

    /** Makes the user a member of the caller's organization. */
    Caller join(Caller owner, SignedIn user, Role role) {
        String token = invitations.create(owner, new InvitationDraft(null, role.text(), null)).token();
        UUID org = invitations.accept(user.user(), CLIENT, token).org().id();
        return authentication.identify(user.token()).in(org, CLIENT);
    }

    /** What the audit log tells, the newest first. */
    List<AuditEntry> log(Caller owner) {
        return audit.list(owner, new AuditFilter(null, null, null, List.of(), null, 100)).items();
    }

    @Override
    public void close() {
        on.close();
    }
}
