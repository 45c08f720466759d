package prikke.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import prikke.core.ProblemException;
import prikke.core.PublicUrl;
import prikke.core.audit.AuditEntry;
import prikke.core.db.Dialect;
import prikke.core.mail.Mail;

@ParameterizedClass
@EnumSource(Dialect.class)
class InvitationsTest {
    private final Accounts accounts;
    private final Caller owner;

    InvitationsTest(Dialect dialect) {
        accounts = new Accounts(dialect);
        owner = accounts.register("ann@example.com").user().in(null, Accounts.CLIENT);
    }

    @AfterEach
    void drop() {
        accounts.close();
    }

    @Test
    void whoever_has_the_link_takes_it_once() {
        String token = invite(null, "member");
        SignedIn bob = accounts.register("bob@example.com");
        SignedIn eve = accounts.register("eve@example.com");

        Membership joined = accept(bob, token);

        assertThat(token).matches("pi_[A-Za-z0-9_-]{43}");
        assertThat(joined.org().id()).isEqualTo(owner.org());
        assertThat(accounts.authentication.identify(bob.token()).in(owner.org()).role()).isEqualTo(Role.MEMBER);
        assertProblem("not_found", () -> accept(eve, token));
        assertThat(accounts.invitations.list(owner)).isEmpty();
    }

    @Test
    void of_many_who_take_it_at_once_one_gets_in() throws Exception {
        String token = invite(null, "member");
        List<SignedIn> users = List.of(
                accounts.register("bob@example.com"), accounts.register("carl@example.com"), accounts.register("dora@example.com"));

        List<Object> outcomes = atOnce(users.stream().<Callable<Object>>map(user -> () -> accept(user, token)).toList());

        assertThat(outcomes).filteredOn(Membership.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(ProblemException.class::isInstance).hasSize(2);
    }

    @Test
    void an_invitation_to_an_address_is_for_that_address_only() {
        String token = invite(" Bob@Example.com ", null);
        SignedIn eve = accounts.register("eve@example.com");
        SignedIn bob = accounts.register("bob@example.com");

        assertProblem("invited_another", () -> accept(eve, token));
        assertThat(accept(bob, token).role()).isEqualTo(Role.MEMBER);
    }

    @Test
    void it_is_void_after_its_time_and_when_taken_back() {
        SignedIn bob = accounts.register("bob@example.com");
        String brief = accounts.invitations.create(owner, new InvitationDraft(null, "viewer", "1h")).token();
        String usual = invite(null, "viewer");
        Invitations.Created third = accounts.invitations.create(owner, new InvitationDraft(null, "viewer", null));

        accounts.invitations.revoke(owner, third.invitation().id());
        assertProblem("not_found", () -> accept(bob, third.token()));
        assertProblem("not_found", () -> accounts.invitations.revoke(owner, third.invitation().id()));
        accounts.clock.advance(Duration.ofHours(1));
        assertProblem("not_found", () -> accept(bob, brief));
        accounts.clock.advance(Duration.ofDays(7).minusHours(1).minusMillis(1));
        assertThat(accept(bob, usual).role()).isEqualTo(Role.VIEWER);
        assertThat(accounts.invitations.list(owner)).isEmpty();
    }

    @Test
    void who_is_a_member_keeps_their_role_and_the_invitation_stays() {
        SignedIn bob = accounts.register("bob@example.com");
        accounts.join(owner, bob, Role.MEMBER);
        String token = invite(null, "admin");

        assertProblem("already_member", () -> accept(bob, token));
        assertProblem("already_member", () -> invite("bob@example.com", "admin"));
        assertThat(accounts.invitations.list(owner)).hasSize(1);
    }

    @Test
    void nobody_invites_to_more_than_they_are() {
        Caller admin = accounts.join(owner, accounts.register("bob@example.com"), Role.ADMIN);
        Caller member = accounts.join(owner, accounts.register("carl@example.com"), Role.MEMBER);

        assertThat(accounts.invitations.create(admin, new InvitationDraft(null, "admin", null)).invitation().invitedBy())
                .isEqualTo("bob@example.com");
        assertProblem("forbidden", () -> accounts.invitations.create(admin, new InvitationDraft(null, "owner", null)));
        assertProblem("forbidden", () -> accounts.invitations.create(member, new InvitationDraft(null, "viewer", null)));
        assertProblem("forbidden", () -> accounts.invitations.list(member));
    }

    @Test
    void the_invitations_of_who_was_removed_or_made_less_hold_no_more() {
        SignedIn eve = accounts.register("eve@example.com");
        Caller bob = accounts.join(owner, accounts.register("bob@example.com"), Role.OWNER);
        String ownership = accounts.invitations.create(bob, new InvitationDraft(null, "owner", null)).token();
        String viewing = accounts.invitations.create(bob, new InvitationDraft(null, "viewer", null)).token();

        accounts.members.changeRole(owner, Objects.requireNonNull(bob.userId()), "admin");
        assertProblem("not_found", () -> accept(eve, ownership));
        accounts.members.remove(owner, Objects.requireNonNull(bob.userId()));
        assertProblem("not_found", () -> accept(eve, viewing));
    }

    @Test
    void inviting_an_address_again_voids_the_invitation_before() {
        String first = invite("bob@example.com", "viewer");
        String second = invite("bob@example.com", "admin");
        SignedIn bob = accounts.register("bob@example.com");

        assertProblem("not_found", () -> accept(bob, first));
        assertThat(accept(bob, second).role()).isEqualTo(Role.ADMIN);
    }

    @Test
    void by_invitation_a_newcomer_registers_where_registration_is_closed_to_others() {
        String token = invite("bob@example.com", "member");

        assertProblem("registration_closed", () -> register(RegistrationMode.INVITE, "bob@example.com", null));
        assertProblem("not_found", () -> register(RegistrationMode.INVITE, "bob@example.com", "pi_" + "x".repeat(43)));
        assertProblem("invited_another", () -> register(RegistrationMode.INVITE, "eve@example.com", token));
        assertProblem("registration_closed", () -> register(RegistrationMode.CLOSED, "bob@example.com", token));
        SignedIn bob = register(RegistrationMode.INVITE, "bob@example.com", token);

        assertThat(bob.user().instanceAdmin()).isFalse();
        assertThat(bob.user().memberships()).extracting(m -> m.org().id(), Membership::role).containsExactly(tuple(owner.org(), Role.MEMBER));
        assertProblem("not_found", () -> register(RegistrationMode.INVITE, "carl@example.com", token));
    }

    @Test
    void who_was_refused_for_the_address_has_made_no_account() {
        String token = invite("bob@example.com", "member");

        assertProblem("invited_another", () -> register(RegistrationMode.OPEN, "eve@example.com", token));

        assertThat(accounts.register("eve@example.com").user().memberships()).hasSize(1);
    }

    @Test
    void the_mail_has_a_token_of_its_own_that_lies_nowhere() {
        Invitations.Created made = new Mailbox(accounts).invitations.create(owner, new InvitationDraft("bob@example.com", "viewer", null));
        InvitationMail author = new InvitationMail(new PublicUrl(URI.create("https://prikke.example.com")), accounts.clock);

        Mail mail = accounts.database().write(tx -> author.write(tx, "bob@example.com", made.invitation().id().toString())).orElseThrow();

        assertThat(made.mailed()).isTrue();
        assertThat(mail.to()).isEqualTo("bob@example.com");
        assertThat(mail.text()).contains("ann@example.com", "https://prikke.example.com/invite/pi_").doesNotContain(made.token());
        String token = mail.text().replaceAll("(?s).*/invite/(pi_\\S+).*", "$1");
        assertThat(accept(accounts.register("bob@example.com"), token).role()).isEqualTo(Role.VIEWER);
        Optional<Mail> late = accounts.database().write(tx -> author.write(tx, "bob@example.com", made.invitation().id().toString()));
        assertThat(late).as("nothing is sent of what was taken meanwhile").isEmpty();
    }

    @Test
    void an_address_is_not_mailed_to_over_and_over_by_inviting_it_again() {
        Mailbox mailbox = new Mailbox(accounts);
        InvitationDraft draft = new InvitationDraft("bob@example.com", "viewer", null);
        for (int i = 0; i < 4; i++) mailbox.invitations.create(owner, draft);
        String last = mailbox.invitations.create(owner, draft).token();

        assertProblem("too_many_mails", () -> mailbox.invitations.create(owner, draft));
        assertProblem("too_many_mails", () -> mailbox.invitations.create(owner, new InvitationDraft("bob+x@example.com", "viewer", null)));

        assertThat(mailbox.invitations.look(last).invitation().email()).as("the last one holds").isEqualTo("bob@example.com");
        assertThat(mailbox.arrived()).as("those before it are void").hasSize(1);
        accounts.clock.advance(Duration.ofHours(1));
        mailbox.invitations.create(owner, draft);
        assertThat(mailbox.arrived()).hasSize(1);
    }

    @Test
    void neither_a_user_nor_an_organization_has_more_than_a_hundred_invitations_mailed_in_a_day() {
        Mailbox mailbox = new Mailbox(accounts);
        SignedIn bob = accounts.register("bob@example.com");
        Caller admin = accounts.join(owner, bob, Role.ADMIN);
        for (int i = 0; i < 100; i++) mailbox.invitations.create(owner, to("a" + i));

        assertProblem("too_many_mails", () -> mailbox.invitations.create(owner, to("b")));
        assertProblem("too_many_mails", () -> mailbox.invitations.create(admin, to("b")));
        Caller elsewhere = accounts.authentication.identify(bob.token()).in(bob.user().memberships().getFirst().org().id(), Accounts.CLIENT);
        assertThat(mailbox.invitations.create(elsewhere, to("b")).mailed()).as("bob has had none mailed").isTrue();
        assertThat(mailbox.invitations.create(owner, new InvitationDraft(null, "viewer", null)).token()).startsWith("pi_");

        accounts.clock.advance(Duration.ofDays(1));
        assertThat(mailbox.invitations.create(owner, to("b")).mailed()).isTrue();
    }

    private static InvitationDraft to(String name) {
        return new InvitationDraft(name + "@example.com", "viewer", null);
    }

    @Test
    void who_has_the_token_sees_what_it_is_to_and_nobody_else() {
        String token = invite(null, "viewer");

        assertThat(accounts.invitations.look(token)).satisfies(offer -> {
            assertThat(offer.organization()).isEqualTo("ann");
            assertThat(offer.invitation().role()).isEqualTo(Role.VIEWER);
        });
        assertProblem("not_found", () -> accounts.invitations.look("pi_" + "x".repeat(43)));
    }

    @Test
    void a_key_takes_no_invitation_and_wrong_fields_are_named() {
        String token = invite(null, "viewer");
        Identity key = accounts.authentication.identify(accounts.keys.create(owner, new KeyDraft("ci", "admin", null)).token());

        assertProblem("forbidden", () -> accounts.invitations.accept(key, Accounts.CLIENT, token));
        assertThatThrownBy(() -> accounts.invitations.create(owner, new InvitationDraft("x", "king", "31d")))
                .isInstanceOfSatisfying(ProblemException.class, e -> assertThat(e.faults())
                        .extracting(ProblemException.Fault::field)
                        .containsExactly("email", "role", "expires"));
    }

    @Test
    void neither_the_database_nor_the_audit_log_knows_a_token() {
        String token = invite("bob@example.com", "member");
        accept(accounts.register("bob@example.com"), token);
        String open = invite(null, "viewer");

        List<AuditEntry> log = accounts.log(owner);
        assertThat(log).extracting(AuditEntry::action).contains("invitation.create", "member.join");
        assertThat(log.toString()).doesNotContain(token, open);
        String rows = accounts.database().read(tx -> tx.sql().fetch("select * from invitations").formatJSON());
        assertThat(rows).contains("viewer").doesNotContain(open);
    }

    @Test
    void what_is_void_is_forgotten() {
        invite(null, "viewer");
        accounts.clock.advance(Duration.ofDays(8));
        String fresh = invite(null, "viewer");

        assertThat(accounts.invitations.forgetVoid(accounts.clock.instant())).as("whether there is more").isFalse();

        int left = accounts.database().read(tx -> tx.sql().fetchSingle("select count(*) from invitations").get(0, Integer.class));
        assertThat(left).isEqualTo(1);
        assertThat(accept(accounts.register("bob@example.com"), fresh).role()).isEqualTo(Role.VIEWER);
    }

    private String invite(@Nullable String email, @Nullable String role) {
        return accounts.invitations.create(owner, new InvitationDraft(email, role, null)).token();
    }

    private Membership accept(SignedIn user, String token) {
        return accounts.invitations.accept(user.user(), Accounts.CLIENT, token);
    }

    private SignedIn register(RegistrationMode mode, String email, @Nullable String invite) {
        return accounts.registration(mode).register(new Registration.Draft(email, Accounts.PASSWORD, null, invite), Accounts.CLIENT);
    }

    private static List<Object> atOnce(List<Callable<Object>> calls) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Object>> futures = calls.stream().map(call -> threads.submit(() -> {
                try {
                    return call.call();
                } catch (ProblemException e) {
                    return e;
                }
            })).toList();
            List<Object> outcomes = new ArrayList<>();
            for (Future<Object> future : futures) outcomes.add(future.get());
            return outcomes;
        }
    }

    private static void assertProblem(String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
