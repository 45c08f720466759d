package prikke.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import prikke.core.ProblemException;
import prikke.core.ProblemException.Kind;
import prikke.core.db.Dialect;

@ParameterizedClass
@EnumSource(Dialect.class)
class OrganizationsTest {
    private final Accounts accounts;

    OrganizationsTest(Dialect dialect) {
        accounts = new Accounts(dialect);
    }

    @AfterEach
    void drop() {
        accounts.close();
    }

    @Test
    void a_user_owns_what_they_create_and_must_then_say_which_one_they_act_in() {
        SignedIn ann = accounts.register("ann@example.com");
        accounts.clock.advance(Duration.ofMillis(1));
        Membership second = accounts.organizations.create(ann.user(), Accounts.CLIENT, " Second ");
        Identity now = accounts.authentication.identify(ann.token());

        assertThat(accounts.organizations.of(now))
                .extracting(m -> m.org().name())
                .containsExactly("ann", "Second");
        assertThat(now.in(second.org().id()).role()).isEqualTo(Role.OWNER);
        assertThatThrownBy(() -> now.in(null))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.kind()).isEqualTo(Kind.BAD_REQUEST))
                .hasMessageContaining("Prikke-Org");
    }

    @Test
    void another_users_organization_looks_like_one_that_is_not_there() {
        SignedIn ann = accounts.register("ann@example.com");
        SignedIn bob = accounts.register("bob@example.com");
        UUID bobs = bob.user().memberships().getFirst().org().id();

        assertProblem(Kind.NOT_FOUND, () -> accounts.organizations.get(ann.user(), bobs));
        assertProblem(Kind.NOT_FOUND, () -> ann.user().in(bobs));
        assertThat(accounts.organizations.get(bob.user(), bobs).org().name()).isEqualTo("bob");
    }

    @Test
    void a_key_sees_its_organization_only_and_creates_none() {
        SignedIn ann = accounts.register("ann@example.com");
        SignedIn bob = accounts.register("bob@example.com");
        String token = accounts.keys
                .create(ann.user().in(null), new KeyDraft("ci", "admin", null))
                .token();
        Identity key = accounts.authentication.identify(token);

        assertThat(accounts.organizations.of(key))
                .extracting(m -> m.org().name())
                .containsExactly("ann");
        assertThat(accounts.organizations.get(key, key.in(null).org()).role()).isEqualTo(Role.ADMIN);
        assertProblem(
                Kind.NOT_FOUND,
                () -> accounts.organizations.get(key, bob.user().in(null).org()));
        assertProblem(Kind.FORBIDDEN, () -> accounts.organizations.create(key, Accounts.CLIENT, "Third"));
    }

    @Test
    void a_name_is_needed_and_holds_no_control_characters_and_is_not_endless() {
        SignedIn ann = accounts.register("ann@example.com");

        assertProblem(Kind.INVALID, () -> accounts.organizations.create(ann.user(), Accounts.CLIENT, null));
        assertProblem(Kind.INVALID, () -> accounts.organizations.create(ann.user(), Accounts.CLIENT, "a\u0007b"));
        assertProblem(Kind.INVALID, () -> accounts.organizations.create(ann.user(), Accounts.CLIENT, "x".repeat(201)));
        assertThat(accounts.organizations
                        .create(ann.user(), Accounts.CLIENT, "x".repeat(200))
                        .org()
                        .name())
                .hasSize(200);
    }

    @Test
    void a_user_belongs_to_a_hundred_at_the_most_however_they_come_to_them() {
        Caller host = accounts.register("ann@example.com").user().in(null);
        SignedIn bob = accounts.register("bob@example.com");
        UUID left = belongToAllBut(bob, 0);
        String invite = accounts.invitations.create(host, new InvitationDraft(null, "viewer", null)).token();

        assertTooMany(() -> accounts.organizations.create(bob.user(), Accounts.CLIENT, "One more"));
        assertTooMany(() -> accounts.invitations.accept(bob.user(), Accounts.CLIENT, invite));

        Identity.User now = (Identity.User) accounts.authentication.identify(bob.token());
        assertThat(now.memberships()).hasSize(100);
        accounts.members.remove(now.in(left), now.id());
        assertThat(accounts.invitations.accept(now, Accounts.CLIENT, invite).org().id()).isEqualTo(host.org());
    }

    @Test
    void of_those_that_a_user_makes_at_once_no_more_are_made_than_there_is_room_for() throws Exception {
        SignedIn bob = accounts.register("bob@example.com");
        belongToAllBut(bob, 1);
        Callable<Boolean> making = () -> {
            try {
                return accounts.organizations.create(bob.user(), Accounts.CLIENT, "One more").role() == Role.OWNER;
            } catch (ProblemException e) {
                return false;
            }
        };

        int made = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> one : threads.invokeAll(Collections.nCopies(8, making))) if (one.get()) made++;
        }

        assertThat(made).isEqualTo(1);
        assertThat(((Identity.User) accounts.authentication.identify(bob.token())).memberships()).hasSize(100);
    }

    /** Has a user belong to as many organizations as one may, but for so many; answers one that they may leave. */
    private UUID belongToAllBut(SignedIn user, int room) {
        UUID last = new UUID(0, 0);
        for (int i = user.user().memberships().size(); i < 100 - room; i++) {
            UUID org = TestOrganization.in(accounts.database()).id();
            last = org;
            accounts.database().run(tx -> new MemberStore().insert(tx, org, user.user().id(), Role.VIEWER, accounts.clock.instant()));
        }
        return last;
    }

    private static void assertTooMany(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.kind()).isEqualTo(Kind.CONFLICT);
            assertThat(e.code()).isEqualTo("too_many_organizations");
        });
    }

    @Test
    void signing_secrets_are_shown_to_those_who_may_see_them() {
        Caller owner = accounts.register("ann@example.com").user().in(null);

        assertThat(accounts.secrets.list(owner)).singleElement().satisfies(secret -> {
            assertThat(String.valueOf(secret.secret())).startsWith("whsec_");
            assertThat(Base64.getDecoder()
                            .decode(String.valueOf(secret.secret()).substring(6)))
                    .hasSize(32);
        });
        assertThat(accounts.secrets.list(Accounts.as(Role.MEMBER, owner)))
                .singleElement()
                .satisfies(secret -> assertThat(secret.secret()).isNull());
    }

    private static void assertProblem(Kind kind, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, e -> assertThat(e.kind())
                .isEqualTo(kind));
    }
}
