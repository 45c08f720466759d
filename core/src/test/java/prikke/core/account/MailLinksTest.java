package prikke.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static prikke.core.db.schema.Tables.MAIL_OUTBOX;
import static prikke.core.db.schema.Tables.SESSIONS;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import prikke.core.ProblemException;
import prikke.core.ProblemException.Fault;
import prikke.core.ProblemException.Kind;
import prikke.core.account.OwnAccount.Wanted;
import prikke.core.db.Dialect;
import prikke.core.mail.Mail;

@ParameterizedClass
@EnumSource(Dialect.class)
class MailLinksTest {
    private static final String ANN = "ann@example.com";
    private static final String NEW = "ann@new.example.com";
    private static final String NEW_PASSWORD = "another horse";

    private final Accounts accounts;
    private final Mailbox mailbox;
    private final SignedIn ann;

    MailLinksTest(Dialect dialect) {
        accounts = new Accounts(dialect);
        mailbox = new Mailbox(accounts);
        ann = accounts.register(ANN);
    }

    @AfterEach
    void drop() {
        accounts.close();
    }

    @Test
    void a_link_that_is_mailed_signs_in_once() {
        mailbox.links.request(" Ann@example.com ", Accounts.CLIENT);
        String token = mailbox.token(ANN);

        SignedIn signedIn = mailbox.links.confirm(token, Accounts.CLIENT);

        assertThat(signedIn.user().id()).isEqualTo(ann.user().id());
        assertThat(accounts.authentication.identify(signedIn.token())).isEqualTo(signedIn.user());
        assertExpired(() -> mailbox.links.confirm(token, Accounts.CLIENT));
    }

    @Test
    void a_link_holds_for_fifteen_minutes() {
        mailbox.links.request(ANN, Accounts.CLIENT);
        String token = mailbox.token(ANN);
        accounts.clock.advance(Duration.ofMinutes(15));

        assertExpired(() -> mailbox.links.confirm(token, Accounts.CLIENT));
    }

    @Test
    void nobody_gets_a_mail_at_an_address_without_an_account() {
        mailbox.links.request("nobody@example.com", Accounts.CLIENT);
        mailbox.resets.request("nobody@example.com", Accounts.CLIENT);

        assertThat(mailbox.arrived()).isEmpty();
    }

    @Test
    void asking_does_the_same_whether_there_is_an_account_or_not() {
        mailbox.links.request(ANN, Accounts.CLIENT);
        mailbox.links.request("nobody@example.com", Accounts.CLIENT);

        assertThat(outboxRows()).as("whose it is turns out when the mail is written").isEqualTo(2);
    }

    @Test
    void a_mailbox_is_not_filled_by_asking_over_and_over() {
        for (int i = 0; i < 5; i++) mailbox.links.request(ANN, Accounts.CLIENT);

        assertTooMany(() -> mailbox.links.request(ANN, Accounts.CLIENT), "too_many_mails");
        assertThat(mailbox.arrived()).hasSize(5);
        accounts.clock.advance(Duration.ofMinutes(15));
        mailbox.links.request(ANN, Accounts.CLIENT);
        assertThat(mailbox.arrived()).hasSize(1);
    }

    @Test
    void whoever_asks_for_mails_over_and_over_is_held_back_and_may_still_sign_in() {
        for (int i = 0; i < 5; i++) {
            mailbox.links.request("nobody@example.com", Accounts.CLIENT);
            mailbox.resets.request("nobody@example.com", Accounts.CLIENT);
        }

        assertTooMany(() -> mailbox.resets.request("nobody@example.com", Accounts.CLIENT), "too_many_attempts");
        assertThat(accounts.signIn.withPassword(ANN, Accounts.PASSWORD, Accounts.CLIENT)).isNotNull();
    }

    @Test
    void nobody_floods_a_mailbox_by_changing_an_account_over_and_over() {
        for (int i = 0; i < 5; i++) mailbox.own.change(ann.user(), to(NEW, Accounts.PASSWORD), Accounts.CLIENT);

        assertTooMany(() -> mailbox.own.change(ann.user(), to(NEW, Accounts.PASSWORD), Accounts.CLIENT), "too_many_mails");
        mailbox.own.change(ann.user(), to(null, Accounts.PASSWORD), Accounts.CLIENT);

        assertThat(mailbox.arrived()).extracting(Mail::to).as("each is told that the password changed, and no more than five times")
                .filteredOn(ANN::equals).hasSize(5);
    }

    @Test
    void an_address_that_was_asked_for_before_the_password_changed_is_not_confirmed_by_a_mail_that_comes_later() {
        mailbox.own.change(ann.user(), to(NEW, null), Accounts.CLIENT);
        mailbox.own.change(ann.user(), to(null, NEW_PASSWORD), Accounts.CLIENT);

        assertThat(mailbox.arrived()).extracting(Mail::to).containsExactly(ANN);
    }

    @Test
    void where_no_mail_is_sent_links_are_refused_and_nothing_else() {
        Mailbox off = new Mailbox(accounts, false);

        for (ThrowingCallable asking : List.<ThrowingCallable>of(
                () -> off.links.request(ANN, Accounts.CLIENT), () -> off.resets.request(ANN, Accounts.CLIENT), () -> off.own.change(ann.user(), to(NEW, null), Accounts.CLIENT))) {
            assertThatThrownBy(asking).isInstanceOfSatisfying(ProblemException.class, problem -> {
                assertThat(problem.code()).isEqualTo("mail_off");
                assertThat(problem).hasMessageContaining("smtp.host");
            });
        }
        off.own.change(ann.user(), to(null, NEW_PASSWORD), Accounts.CLIENT);
        assertThat(accounts.signIn.withPassword(ANN, NEW_PASSWORD, Accounts.CLIENT)).isNotNull();
    }

    @Test
    void a_forgotten_password_is_set_anew_by_a_link_and_all_sessions_end() {
        mailbox.links.request(ANN, Accounts.CLIENT);
        String other = mailbox.token(ANN);
        mailbox.resets.request(ANN, Accounts.CLIENT);
        String token = mailbox.token(ANN);

        mailbox.resets.confirm(token, NEW_PASSWORD, Accounts.CLIENT);

        assertThat(accounts.signIn.withPassword(ANN, NEW_PASSWORD, Accounts.CLIENT)).isNotNull();
        assertUnauthorized(() -> accounts.authentication.identify(ann.token()));
        assertUnauthorized(() -> accounts.signIn.withPassword(ANN, Accounts.PASSWORD, Accounts.CLIENT));
        assertExpired(() -> mailbox.resets.confirm(token, "a third horse", Accounts.CLIENT));
        assertExpired(() -> mailbox.links.confirm(other, Accounts.CLIENT));
        assertThat(mailbox.arrived()).extracting(Mail::to).containsExactly(ANN);
    }

    @Test
    void a_token_for_one_thing_is_of_no_use_for_another() {
        mailbox.links.request(ANN, Accounts.CLIENT);
        String token = mailbox.token(ANN);

        assertExpired(() -> mailbox.resets.confirm(token, NEW_PASSWORD, Accounts.CLIENT));
        assertExpired(() -> mailbox.own.confirmEmail(token, Accounts.CLIENT));
        assertExpired(() -> mailbox.links.confirm("x", Accounts.CLIENT));
        assertFaults(() -> mailbox.links.confirm(null, Accounts.CLIENT), "token");
        assertFaults(() -> mailbox.resets.confirm(null, null, Accounts.CLIENT), "token", "password");
        assertThat(mailbox.links.confirm(token, Accounts.CLIENT)).isNotNull();
    }

    @Test
    void a_password_that_will_not_do_does_not_use_the_link_up() {
        mailbox.resets.request(ANN, Accounts.CLIENT);
        String token = mailbox.token(ANN);

        assertFaults(() -> mailbox.resets.confirm(token, "short", Accounts.CLIENT), "password");
        mailbox.resets.confirm(token, NEW_PASSWORD, Accounts.CLIENT);
    }

    @Test
    void changing_the_password_signs_out_everywhere_else_and_tells_by_mail() {
        SignedIn elsewhere = accounts.signIn.withPassword(ANN, Accounts.PASSWORD, Accounts.CLIENT);
        mailbox.links.request(ANN, Accounts.CLIENT);
        String link = mailbox.token(ANN);

        boolean waits = mailbox.own.change(ann.user(), to(null, NEW_PASSWORD), Accounts.CLIENT);

        assertThat(waits).isFalse();
        assertThat(accounts.authentication.identify(ann.token())).isEqualTo(ann.user());
        assertUnauthorized(() -> accounts.authentication.identify(elsewhere.token()));
        assertExpired(() -> mailbox.links.confirm(link, Accounts.CLIENT));
        assertThat(mailbox.arrived()).singleElement().satisfies(mail -> {
            assertThat(mail.to()).isEqualTo(ANN);
            assertThat(mail.text()).contains("was changed").doesNotContain(NEW_PASSWORD);
        });
    }

    @Test
    void changing_takes_the_password_that_holds() {
        assertFaults(() -> mailbox.own.change(ann.user(), new Wanted(null, NEW_PASSWORD, "wrong horse"), Accounts.CLIENT), "current_password");
        assertFaults(() -> mailbox.own.change(ann.user(), new Wanted(NEW, null, null), Accounts.CLIENT), "current_password");
        assertFaults(() -> mailbox.own.change(ann.user(), new Wanted("x", "short", null), Accounts.CLIENT), "email", "password", "current_password");
        assertFaults(() -> mailbox.own.change(ann.user(), new Wanted(null, null, Accounts.PASSWORD), Accounts.CLIENT), "password");
        assertThat(accounts.signIn.withPassword(ANN, Accounts.PASSWORD, Accounts.CLIENT)).isNotNull();
    }

    @Test
    void a_new_address_holds_once_it_is_confirmed_and_the_old_one_is_told() {
        boolean waits = mailbox.own.change(ann.user(), to(" Ann@NEW.example.com", null), Accounts.CLIENT);
        assertThat(waits).isTrue();
        assertThat(accounts.signIn.withPassword(ANN, Accounts.PASSWORD, Accounts.CLIENT)).isNotNull();
        String token = mailbox.token(NEW);

        assertThat(mailbox.own.confirmEmail(token, Accounts.CLIENT)).isEqualTo(NEW);

        assertThat(accounts.signIn.withPassword(NEW, Accounts.PASSWORD, Accounts.CLIENT).user().id())
                .isEqualTo(ann.user().id());
        assertUnauthorized(() -> accounts.signIn.withPassword(ANN, Accounts.PASSWORD, Accounts.CLIENT));
        assertThat(mailbox.arrived()).singleElement().satisfies(mail -> {
            assertThat(mail.to()).isEqualTo(ANN);
            assertThat(mail.text()).contains(NEW);
        });
        assertExpired(() -> mailbox.own.confirmEmail(token, Accounts.CLIENT));
    }

    @Test
    void what_was_mailed_to_the_old_address_is_void_once_the_new_one_holds() {
        mailbox.resets.request(ANN, Accounts.CLIENT);
        String reset = mailbox.token(ANN);
        mailbox.own.change(ann.user(), to(NEW, null), Accounts.CLIENT);
        mailbox.own.confirmEmail(mailbox.token(NEW), Accounts.CLIENT);

        assertExpired(() -> mailbox.resets.confirm(reset, NEW_PASSWORD, Accounts.CLIENT));
    }

    @Test
    void who_asks_for_an_address_that_is_taken_does_not_learn_that_it_is() {
        accounts.register("bob@example.com");

        assertThat(mailbox.own.change(ann.user(), to("bob@example.com", null), Accounts.CLIENT)).isTrue();

        assertThat(mailbox.arrived()).isEmpty();
    }

    @Test
    void an_address_that_is_taken_in_the_meantime_is_refused_and_nothing_changes() {
        mailbox.own.change(ann.user(), to(NEW, null), Accounts.CLIENT);
        String token = mailbox.token(NEW);
        accounts.register(NEW);

        assertThatThrownBy(() -> mailbox.own.confirmEmail(token, Accounts.CLIENT))
                .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.kind()).isEqualTo(Kind.CONFLICT));
        assertThat(accounts.signIn.withPassword(ANN, Accounts.PASSWORD, Accounts.CLIENT)).isNotNull();
    }

    @Test
    void sessions_are_listed_with_where_they_come_from_and_ended() {
        accounts.clock.advance(Duration.ofMinutes(1));
        SignedIn phone = accounts.signIn.withPassword(ANN, Accounts.PASSWORD, new Client("10.0.0.7", "phone"));
        SignedIn bob = accounts.register("bob@example.com");

        List<OwnSessions.Session> listed = mailbox.sessions.list(ann.user());

        assertThat(listed).extracting(OwnSessions.Session::address).containsExactly("127.0.0.1", "10.0.0.7");
        assertThat(listed).extracting(OwnSessions.Session::userAgent).containsExactly("test", "phone");
        assertThat(listed).extracting(OwnSessions.Session::current).containsExactly(true, false);

        assertNotFound(() -> mailbox.sessions.end(bob.user(), listed.getLast().id(), Accounts.CLIENT));
        mailbox.sessions.end(ann.user(), listed.getLast().id(), Accounts.CLIENT);
        assertUnauthorized(() -> accounts.authentication.identify(phone.token()));
        assertNotFound(() -> mailbox.sessions.end(ann.user(), listed.getLast().id(), Accounts.CLIENT));
        assertNotFound(() -> mailbox.sessions.end(ann.user(), UUID.randomUUID(), Accounts.CLIENT));
    }

    @Test
    void all_other_sessions_end_at_once() {
        SignedIn phone = accounts.signIn.withPassword(ANN, Accounts.PASSWORD, Accounts.CLIENT);
        SignedIn bob = accounts.register("bob@example.com");

        mailbox.sessions.endOthers(ann.user(), Accounts.CLIENT);

        assertUnauthorized(() -> accounts.authentication.identify(phone.token()));
        assertThat(accounts.authentication.identify(ann.token())).isEqualTo(ann.user());
        assertThat(accounts.authentication.identify(bob.token())).isEqualTo(bob.user());
    }

    @Test
    void ending_other_sessions_where_there_are_none_is_not_worth_a_line_in_the_log() {
        Caller owner = ann.user().in(null);
        int before = accounts.log(owner).size();

        mailbox.sessions.endOthers(ann.user(), Accounts.CLIENT);
        assertThat(accounts.log(owner)).hasSize(before);

        opened();
        mailbox.sessions.endOthers(ann.user(), Accounts.CLIENT);
        assertThat(accounts.log(owner)).hasSize(before + 1);
    }

    @Test
    void sessions_that_have_expired_are_forgotten_a_few_at_a_time_and_no_others() {
        Instant now = accounts.clock.instant();
        SessionStore store = new SessionStore();
        accounts.database().run(tx -> {
            for (int i = 0; i < 250; i++) store.insert(tx, UUID.randomUUID(), ann.user().id(), "hash " + i, Accounts.CLIENT, now, now.plus(Sessions.LIFE));
        });
        accounts.clock.advance(Sessions.LIFE.minusSeconds(1));
        SignedIn late = accounts.register("bob@example.com");
        accounts.clock.advance(Duration.ofSeconds(1));

        assertThat(mailbox.sessions.forgetExpired(accounts.clock.instant())).as("whether there is more").isTrue();
        assertThat(mailbox.sessions.forgetExpired(accounts.clock.instant())).as("whether there is more").isFalse();

        int left = accounts.database().read(tx -> tx.sql().fetchCount(SESSIONS));
        assertThat(left).isEqualTo(1);
        assertThat(accounts.authentication.identify(late.token())).isEqualTo(late.user());
    }

    @Test
    void who_signs_in_very_often_keeps_fifty_sessions_and_among_them_those_that_are_used() {
        accounts.clock.advance(Duration.ofMinutes(1));
        UserToken unused = opened();
        accounts.clock.advance(Duration.ofMinutes(1));
        accounts.authentication.identify(ann.token());
        for (int i = 0; i < 48; i++) opened();
        assertThat(mailbox.sessions.list(ann.user())).hasSize(50);

        opened();

        assertThat(mailbox.sessions.list(ann.user())).hasSize(50);
        assertUnauthorized(() -> accounts.authentication.identify(unused.text()));
        assertThat(accounts.authentication.identify(ann.token())).isEqualTo(ann.user());
    }

    private UserToken opened() {
        return accounts.database().write(tx -> new Sessions(accounts.clock).open(tx, ann.user().id(), Accounts.CLIENT));
    }

    @Test
    void an_api_key_has_neither_sessions_nor_a_password() {
        ApiKeys.Created key = accounts.keys.create(ann.user().in(null, Accounts.CLIENT), new KeyDraft("ci", "admin", null));
        Identity identity = accounts.authentication.identify(key.token());

        for (ThrowingCallable asking : List.<ThrowingCallable>of(
                () -> mailbox.sessions.list(identity),
                () -> mailbox.sessions.endOthers(identity, Accounts.CLIENT),
                () -> mailbox.own.change(identity, to(null, NEW_PASSWORD), Accounts.CLIENT))) {
            assertThatThrownBy(asking)
                    .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.kind()).isEqualTo(Kind.FORBIDDEN));
        }
    }

    private static Wanted to(@Nullable String email, @Nullable String password) {
        return new Wanted(email, password, Accounts.PASSWORD);
    }

    private int outboxRows() {
        return accounts.database().read(tx -> tx.sql().fetchCount(MAIL_OUTBOX));
    }

    private static void assertTooMany(ThrowingCallable asking, String code) {
        assertThatThrownBy(asking).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.kind()).isEqualTo(Kind.TOO_MANY);
            assertThat(problem.code()).isEqualTo(code);
            assertThat(problem.retryAfter()).isPositive();
        });
    }

    private static void assertExpired(ThrowingCallable asking) {
        assertThatThrownBy(asking)
                .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.code()).isEqualTo("link_expired"));
    }

    private static void assertUnauthorized(ThrowingCallable asking) {
        assertThatThrownBy(asking)
                .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.kind()).isEqualTo(Kind.UNAUTHORIZED));
    }

    private static void assertNotFound(ThrowingCallable asking) {
        assertThatThrownBy(asking)
                .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.kind()).isEqualTo(Kind.NOT_FOUND));
    }

    private static void assertFaults(ThrowingCallable asking, String... fields) {
        assertThatThrownBy(asking)
                .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.faults())
                        .extracting(Fault::field)
                        .containsExactly(fields));
    }
}
