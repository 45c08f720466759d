package prikke.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static prikke.core.db.schema.Tables.DEVICE_GRANTS;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import prikke.core.ProblemException;
import prikke.core.ProblemException.Kind;
import prikke.core.account.DeviceSignIn.Refusal;
import prikke.core.account.DeviceSignIn.Reply;
import prikke.core.account.DeviceSignIn.Started;
import prikke.core.db.Dialect;

@ParameterizedClass
@EnumSource(Dialect.class)
class DeviceSignInTest {
    private static final Client DEVICE = new Client("10.0.0.9", "prikke/0.1.0");

    private final Accounts accounts;
    private final DeviceSignIn devices;
    private final Mailbox mailbox;
    private final SignedIn ann;

    DeviceSignInTest(Dialect dialect) {
        accounts = new Accounts(dialect);
        devices = new DeviceSignIn(accounts.database(), new Throttle(accounts.ticker()), accounts.authentication, accounts.clock);
        mailbox = new Mailbox(accounts);
        ann = accounts.register("ann@example.com");
    }

    @AfterEach
    void drop() {
        accounts.close();
    }

    @Test
    void a_program_gets_in_as_who_approves_it_and_once() {
        Started started = devices.start(DEVICE);
        assertThat(started.userCode()).matches("[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}");
        assertRefused(started, Refusal.AUTHORIZATION_PENDING);

        DeviceSignIn.Waiting waiting = devices.waiting(ann.user(), started.userCode(), Accounts.CLIENT);
        assertThat(waiting.client()).isEqualTo(DEVICE);
        assertThat(waiting.askedAt()).isEqualTo(accounts.clock.instant());
        devices.decide(ann.user(), started.userCode(), true, Accounts.CLIENT);

        assertThat(devices.poll(started.deviceCode())).isInstanceOfSatisfying(Reply.Approved.class, approved -> {
            assertThat(approved.signedIn().user().id()).isEqualTo(ann.user().id());
            assertThat(accounts.authentication.identify(approved.signedIn().token())).isEqualTo(approved.signedIn().user());
        });
        assertRefused(started, Refusal.INVALID_GRANT);
    }

    @Test
    void the_session_is_where_the_program_is() {
        Started started = devices.start(DEVICE);
        devices.decide(ann.user(), started.userCode(), true, Accounts.CLIENT);
        devices.poll(started.deviceCode());

        assertThat(new OwnSessions(accounts.database(), accounts.clock).list(ann.user()))
                .extracting(OwnSessions.Session::userAgent)
                .contains("prikke/0.1.0");
    }

    @Test
    void of_programs_that_ask_at_once_with_one_code_one_gets_in() throws Exception {
        Started started = devices.start(DEVICE);
        devices.decide(ann.user(), started.userCode(), true, Accounts.CLIENT);
        Callable<Reply> asking = () -> devices.poll(started.deviceCode());

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Reply>> replies = threads.invokeAll(Stream.generate(() -> asking).limit(8).toList());
            long let = 0;
            for (Future<Reply> reply : replies) if (reply.get() instanceof Reply.Approved) let++;
            assertThat(let).isEqualTo(1);
        }
    }

    @Test
    void a_program_that_is_denied_is_told_so() {
        Started started = devices.start(DEVICE);
        devices.decide(ann.user(), started.userCode(), false, Accounts.CLIENT);

        assertRefused(started, Refusal.ACCESS_DENIED);
        assertNotFound(() -> devices.decide(ann.user(), started.userCode(), true, Accounts.CLIENT));
    }

    @Test
    void after_ten_minutes_both_codes_are_over() {
        Started started = devices.start(DEVICE);
        accounts.clock.advance(Duration.ofMinutes(10));

        assertRefused(started, Refusal.EXPIRED_TOKEN);
        assertNotFound(() -> devices.waiting(ann.user(), started.userCode(), Accounts.CLIENT));
        assertNotFound(() -> devices.decide(ann.user(), started.userCode(), true, Accounts.CLIENT));
    }

    @Test
    void one_that_is_approved_and_then_never_asks_in_time_does_not_get_in() {
        Started started = devices.start(DEVICE);
        devices.decide(ann.user(), started.userCode(), true, Accounts.CLIENT);
        accounts.clock.advance(Duration.ofMinutes(10));

        assertRefused(started, Refusal.EXPIRED_TOKEN);
    }

    @Test
    void a_program_that_was_approved_stays_out_once_the_password_is_reset() {
        Started started = approved(ann);
        mailbox.resets.request("ann@example.com", Accounts.CLIENT);

        mailbox.resets.confirm(mailbox.token("ann@example.com"), "another horse", Accounts.CLIENT);

        assertRefused(started, Refusal.INVALID_GRANT);
    }

    @Test
    void a_program_that_was_approved_stays_out_once_the_password_is_changed() {
        Started started = approved(ann);

        mailbox.own.change(ann.user(), new OwnAccount.Wanted(null, "another horse", Accounts.PASSWORD), Accounts.CLIENT);

        assertRefused(started, Refusal.INVALID_GRANT);
    }

    @Test
    void a_program_that_was_approved_stays_out_once_other_sessions_are_ended_and_that_is_in_the_log() {
        Started started = approved(ann);
        Started bobs = approved(accounts.register("bob@example.com"));

        mailbox.sessions.endOthers(ann.user(), Accounts.CLIENT);

        assertRefused(started, Refusal.INVALID_GRANT);
        assertThat(accounts.log(ann.user().in(null))).extracting(entry -> entry.action()).contains("session.revoke");
        assertThat(devices.poll(bobs.deviceCode())).isInstanceOf(Reply.Approved.class);
    }

    @Test
    void a_program_that_was_approved_stays_out_once_a_session_is_revoked_for_it_may_have_approved_it() {
        SignedIn thief = accounts.signIn.withPassword("ann@example.com", Accounts.PASSWORD, DEVICE);
        Started started = approved(thief);

        mailbox.sessions.end(ann.user(), thief.user().session(), Accounts.CLIENT);

        assertRefused(started, Refusal.INVALID_GRANT);
    }

    @Test
    void who_approves_and_signs_out_has_let_the_program_in_all_the_same() {
        Started started = approved(ann);

        accounts.signIn.out(ann.user(), Accounts.CLIENT);

        assertThat(devices.poll(started.deviceCode())).isInstanceOf(Reply.Approved.class);
    }

    @Test
    void a_session_that_was_ended_meanwhile_approves_nothing() {
        SignedIn thief = accounts.signIn.withPassword("ann@example.com", Accounts.PASSWORD, DEVICE);
        Started started = devices.start(DEVICE);
        mailbox.sessions.endOthers(ann.user(), Accounts.CLIENT);

        assertThatThrownBy(() -> devices.decide(thief.user(), started.userCode(), true, Accounts.CLIENT))
                .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.kind()).isEqualTo(Kind.UNAUTHORIZED));
        assertRefused(started, Refusal.AUTHORIZATION_PENDING);
    }

    @Test
    void who_asks_too_often_is_slowed_down_by_five_seconds_each_time() {
        Started started = devices.start(DEVICE);
        assertThat(started.paceSeconds()).isEqualTo(5);
        assertRefused(started, Refusal.AUTHORIZATION_PENDING);
        accounts.clock.advance(Duration.ofSeconds(2));
        assertRefused(started, Refusal.SLOW_DOWN);

        accounts.clock.advance(Duration.ofSeconds(5));
        assertRefused(started, Refusal.SLOW_DOWN);
        accounts.clock.advance(Duration.ofSeconds(15));
        assertRefused(started, Refusal.AUTHORIZATION_PENDING);
    }

    @Test
    void a_code_is_read_as_people_write_it() {
        Started started = devices.start(DEVICE);

        for (String written : List.of(
                started.userCode().toLowerCase(Locale.ROOT),
                started.userCode().replace("-", ""),
                " " + started.userCode().replace("-", " ") + " ")) {
            assertThat(devices.waiting(ann.user(), written, Accounts.CLIENT).userCode()).isEqualTo(started.userCode());
        }
    }

    @Test
    void whoever_guesses_codes_is_stopped_and_nobody_else() {
        Started started = devices.start(DEVICE);
        SignedIn eve = accounts.register("eve@example.com");
        for (int i = 0; i < 10; i++) assertNotFound(() -> devices.waiting(eve.user(), "BBBB-BBBB", Accounts.CLIENT));

        assertTooMany(() -> devices.waiting(eve.user(), started.userCode(), Accounts.CLIENT));
        assertTooMany(() -> devices.decide(eve.user(), started.userCode(), true, Accounts.CLIENT));
        assertThat(devices.waiting(ann.user(), started.userCode(), Accounts.CLIENT)).isNotNull();
        accounts.clock.advance(Duration.ofMinutes(1));
        assertThat(devices.waiting(eve.user(), started.userCode(), Accounts.CLIENT)).isNotNull();
    }

    @Test
    void whoever_guesses_codes_gets_no_more_guesses_by_entering_codes_of_their_own_between_them() {
        for (int i = 0; i < 8; i++) assertNotFound(() -> devices.waiting(ann.user(), "BBBB-BBBB", Accounts.CLIENT));

        approved(ann);
        assertThat(devices.waiting(ann.user(), devices.start(DEVICE).userCode(), Accounts.CLIENT)).as("a look is a guess").isNotNull();

        assertNotFound(() -> devices.decide(ann.user(), "BBBB-BBBB", true, Accounts.CLIENT));
        assertTooMany(() -> devices.decide(ann.user(), "BBBB-BBBB", true, Accounts.CLIENT));
        assertTooMany(() -> devices.waiting(ann.user(), "BBBB-BBBB", Accounts.CLIENT));
    }

    @Test
    void programs_that_are_let_in_one_after_the_other_are_no_guesses() {
        for (int i = 0; i < 30; i++) approved(ann);
    }

    @Test
    void neither_code_lies_in_the_database_and_old_ones_leave_it() {
        Started started = devices.start(DEVICE);
        String rows = accounts.database().read(tx -> tx.sql().fetch(DEVICE_GRANTS).formatCSV());
        assertThat(rows).doesNotContain(started.deviceCode(), started.userCode(), started.userCode().replace("-", ""));

        accounts.clock.advance(Duration.ofHours(2));
        devices.start(DEVICE);

        int left = accounts.database().read(tx -> tx.sql().fetchCount(DEVICE_GRANTS));
        assertThat(left).isEqualTo(1);
    }

    private Started approved(SignedIn by) {
        Started started = devices.start(DEVICE);
        devices.decide(by.user(), started.userCode(), true, Accounts.CLIENT);
        return started;
    }

    private void assertRefused(Started started, Refusal why) {
        assertThat(devices.poll(started.deviceCode())).isEqualTo(new Reply.NotApproved(why));
    }

    private static void assertTooMany(ThrowingCallable asking) {
        assertThatThrownBy(asking)
                .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.kind()).isEqualTo(Kind.TOO_MANY));
    }

    private static void assertNotFound(ThrowingCallable asking) {
        assertThatThrownBy(asking)
                .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.kind()).isEqualTo(Kind.NOT_FOUND));
    }
}
