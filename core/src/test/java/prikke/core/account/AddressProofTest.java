package prikke.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import prikke.core.ProblemException;
import prikke.core.db.Dialect;
import prikke.core.mail.Mail;

/** Whose an address is: of an account that somebody made in another's name, and of an invitation. */
@ParameterizedClass
@EnumSource(Dialect.class)
class AddressProofTest {
    private static final String BOB = "bob@example.com";
    private static final String NEW_PASSWORD = "another horse";

    private final Accounts accounts;
    private final Mailbox mailbox;
    private final Caller owner;

    AddressProofTest(Dialect dialect) {
        accounts = new Accounts(dialect);
        mailbox = new Mailbox(accounts);
        owner = accounts.register("ann@example.com").user().in(null, Accounts.CLIENT);
    }

    @AfterEach
    void drop() {
        accounts.close();
    }

    @Test
    void the_first_mailed_link_ends_all_that_lets_in_whoever_made_the_account() {
        SignedIn eve = accounts.register(BOB);

        SignedIn bob = byLink();

        assertThat(bob.user().id()).isEqualTo(eve.user().id());
        assertThat(accounts.authentication.identify(bob.token())).isEqualTo(bob.user());
        assertProblem("unauthorized", () -> accounts.authentication.identify(eve.token()));
        assertProblem("wrong_credentials", this::byPassword);
        assertThat(mailbox.arrived()).singleElement().satisfies(mail -> {
            assertThat(mail.to()).isEqualTo(BOB);
            assertThat(mail.text()).contains("its password holds no more", "/reset");
        });
    }

    @Test
    void later_links_end_nothing() {
        accounts.register(BOB);
        byLink();
        reset();
        SignedIn first = accounts.signIn.withPassword(BOB, NEW_PASSWORD, Accounts.CLIENT);

        byLink();

        assertThat(accounts.authentication.identify(first.token())).isEqualTo(first.user());
        assertThat(accounts.signIn.withPassword(BOB, NEW_PASSWORD, Accounts.CLIENT)).isNotNull();
    }

    @Test
    void a_password_that_was_reset_by_mail_outlives_the_first_link() {
        accounts.register(BOB);
        reset();

        byLink();

        assertThat(accounts.signIn.withPassword(BOB, NEW_PASSWORD, Accounts.CLIENT)).isNotNull();
    }

    @Test
    void an_address_that_was_confirmed_is_proved() {
        SignedIn carl = accounts.register("carl@example.com");
        mailbox.own.change(carl.user(), new OwnAccount.Wanted(BOB, null, Accounts.PASSWORD), Accounts.CLIENT);
        mailbox.own.confirmEmail(mailbox.token(BOB), Accounts.CLIENT);
        mailbox.arrived();

        byLink();

        assertThat(byPassword()).isNotNull();
    }

    @Test
    void the_account_is_not_moved_away_by_what_was_asked_for_before_its_address_was_proved() {
        SignedIn eve = accounts.register(BOB);
        moveTo(eve, "eve@evil.example");
        String sent = mailbox.token("eve@evil.example");
        mailbox.links.request(BOB, Accounts.CLIENT);
        String link = mailbox.token(BOB);
        moveTo(eve, "eve@later.example");

        mailbox.links.confirm(link, Accounts.CLIENT);

        assertProblem("link_expired", () -> mailbox.own.confirmEmail(sent, Accounts.CLIENT));
        assertThat(mailbox.arrived()).extracting(Mail::to).as("what was yet to be sent is not").containsExactly(BOB);
    }

    @Test
    void who_is_about_to_sign_in_or_to_set_another_password_as_the_first_link_is_followed_does_not() throws Exception {
        SignedIn eve = accounts.register(BOB);
        mailbox.links.request(BOB, Accounts.CLIENT);
        String link = mailbox.token(BOB);
        AtomicBoolean over = new AtomicBoolean();
        CountDownLatch begun = new CountDownLatch(2);
        List<SignedIn> got = new ArrayList<>();

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> signing = threads.submit(() -> until(over, begun, () -> got.add(Objects.requireNonNull(byPassword()))));
            Future<?> setting = threads.submit(() -> until(over, begun, () -> mailbox.own.change(
                    eve.user(), new OwnAccount.Wanted(null, Accounts.PASSWORD, Accounts.PASSWORD), Accounts.CLIENT)));
            begun.await();
            mailbox.links.confirm(link, Accounts.CLIENT);
            over.set(true);
            signing.get();
            setting.get();
        }

        for (SignedIn session : got) assertProblem("unauthorized", () -> accounts.authentication.identify(session.token()));
        Client elsewhere = new Client("192.0.2.9", "test");
        assertProblem("wrong_credentials", () -> accounts.signIn.withPassword(BOB, Accounts.PASSWORD, elsewhere));
    }

    @Test
    void an_invitation_to_an_address_that_is_handed_over_lets_in_nobody_who_has_not_proved_it() {
        String handed = mailbox.invitations.create(owner, new InvitationDraft(BOB, "member", null)).token();
        String mailed = mailbox.token(BOB);
        SignedIn eve = accounts.register(BOB);

        assertProblem("address_not_proved", () -> mailbox.invitations.accept(eve.user(), Accounts.CLIENT, handed));

        assertThat(mailbox.invitations.accept(eve.user(), Accounts.CLIENT, mailed).role()).isEqualTo(Role.MEMBER);
    }

    @Test
    void who_has_proved_their_address_takes_an_invitation_that_is_handed_over() {
        accounts.register(BOB);
        SignedIn bob = byLink();
        mailbox.arrived();
        String handed = mailbox.invitations.create(owner, new InvitationDraft(BOB, "member", null)).token();

        assertThat(mailbox.invitations.accept(bob.user(), Accounts.CLIENT, handed).role()).isEqualTo(Role.MEMBER);
    }

    @Test
    void a_newcomer_registers_with_what_was_mailed_and_has_proved_their_address_by_it() {
        String handed = mailbox.invitations.create(owner, new InvitationDraft(BOB, "member", null)).token();
        String mailed = mailbox.token(BOB);

        assertProblem("address_not_proved", () -> register(handed));
        SignedIn bob = register(mailed);

        assertThat(bob.user().memberships()).extracting(membership -> membership.org().id()).containsExactly(owner.org());
        byLink();
        assertThat(accounts.authentication.identify(bob.token())).isEqualTo(bob.user());
        assertThat(byPassword()).isNotNull();
    }

    @Test
    void an_invitation_to_whoever_has_it_proves_no_address() {
        String open = mailbox.invitations.create(owner, new InvitationDraft(null, "member", null)).token();
        SignedIn eve = register(open);

        byLink();

        assertProblem("unauthorized", () -> accounts.authentication.identify(eve.token()));
    }

    private interface Attempt {
        void run();
    }

    /** Over and over, so that one is under way whenever it may be. */
    private static void until(AtomicBoolean over, CountDownLatch begun, Attempt attempt) {
        while (!over.get()) {
            begun.countDown();
            try {
                attempt.run();
            } catch (ProblemException e) {
                assertThat(e.code()).isIn("wrong_credentials", "invalid", "too_many_attempts");
            }
        }
    }

    private SignedIn byLink() {
        mailbox.links.request(BOB, Accounts.CLIENT);
        return mailbox.links.confirm(mailbox.token(BOB), Accounts.CLIENT);
    }

    private SignedIn byPassword() {
        return accounts.signIn.withPassword(BOB, Accounts.PASSWORD, Accounts.CLIENT);
    }

    private void reset() {
        mailbox.arrived();
        mailbox.resets.request(BOB, Accounts.CLIENT);
        mailbox.resets.confirm(mailbox.token(BOB), NEW_PASSWORD, Accounts.CLIENT);
        mailbox.arrived();
    }

    private void moveTo(SignedIn user, String email) {
        mailbox.own.change(user.user(), new OwnAccount.Wanted(email, null, Accounts.PASSWORD), Accounts.CLIENT);
    }

    private SignedIn register(String invite) {
        return accounts.registration(RegistrationMode.INVITE, mailbox.outbox)
                .register(new Registration.Draft(BOB, Accounts.PASSWORD, null, invite), Accounts.CLIENT);
    }

    private static void assertProblem(String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.code()).isEqualTo(code));
    }
}
