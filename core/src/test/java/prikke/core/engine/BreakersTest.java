package prikke.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import prikke.core.engine.Breakers.Admitted;
import prikke.core.engine.Breakers.HeldUntil;
import prikke.core.run.ErrorCode;

class BreakersTest {
    private static final UUID ORG = new UUID(0x7000, 1);
    private static final UUID OTHER_ORG = new UUID(0x7000, 2);
    private static final String HOST = "a.example:443";
    private static final Outcome FAILURE = TestOutcome.answered(503);
    private static final Outcome SUCCESS = TestOutcome.answered(200);
    private static final Admitted ORDINARY = new Admitted(Breaker.NO_TRIAL);

    private final Breakers breakers = new Breakers();
    private Instant now = TestClaim.T;

    @Test
    void three_failures_in_a_row_hold_the_host_for_30_seconds() {
        attempt(FAILURE);
        attempt(FAILURE);
        attempt(FAILURE);

        assertThat(admit()).isEqualTo(new HeldUntil(now.plusSeconds(30)));
        pass(Duration.ofMillis(29_999));
        assertThat(admit()).isInstanceOf(HeldUntil.class);
        pass(Duration.ofMillis(1));
        assertThat(admit()).isInstanceOf(Admitted.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 301, 400, 404, 410, 429})
    void any_other_answer_resets_the_count(int status) {
        attempt(FAILURE);
        attempt(FAILURE);
        attempt(TestOutcome.answered(status));
        attempt(FAILURE);
        attempt(FAILURE);

        assertThat(admit()).isEqualTo(ORDINARY);
    }

    @Test
    void each_trial_that_fails_holds_it_for_longer_up_to_five_minutes() {
        open();

        for (int seconds : new int[] {30, 60, 120, 300, 300, 300}) {
            assertThat(admit()).isEqualTo(new HeldUntil(now.plusSeconds(seconds)));
            pass(Duration.ofSeconds(seconds));
            attempt(FAILURE);
        }
    }

    @Test
    void a_trial_that_succeeds_closes_it_and_all_begins_anew() {
        open();
        pass(Duration.ofSeconds(30));
        attempt(FAILURE);
        pass(Duration.ofSeconds(60));
        attempt(SUCCESS);

        assertThat(admit()).isEqualTo(ORDINARY);
        assertThat(breakers.size()).isZero();
        open();
        assertThat(admit()).isEqualTo(new HeldUntil(now.plusSeconds(30)));
    }

    @Test
    void while_a_trial_is_out_the_others_look_a_few_times_and_none_waits_longer_after_it_than_it_took() {
        open();
        pass(Duration.ofSeconds(30));
        Instant begun = now;
        assertThat(admit()).isInstanceOf(Admitted.class);

        int looks = 0;
        while (now.isBefore(begun.plusSeconds(300))) {
            Instant again = ((HeldUntil) admit()).at();
            assertThat(again).isAfterOrEqualTo(now.plusSeconds(1));
            assertThat(Duration.between(now, again).minusSeconds(1)).isLessThanOrEqualTo(Duration.between(begun, now));
            now = again;
            looks++;
        }
        assertThat(looks).as("in five minutes").isLessThan(12);
    }

    @Test
    void of_many_that_ask_at_once_one_is_admitted() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (int round = 0; round < 300; round++) {
                String host = "host" + round;
                fail(host, 3);
                CyclicBarrier start = new CyclicBarrier(8);
                List<Future<Breakers.Admission>> asked = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    // Readings of the clock differ a little between threads.
                    Instant read = now.plusSeconds(30).plusMillis(i % 5);
                    asked.add(threads.submit(() -> {
                        start.await();
                        return breakers.admit(ORG, host, read);
                    }));
                }
                int admitted = 0;
                for (Future<Breakers.Admission> one : asked) if (one.get() instanceof Admitted) admitted++;
                assertThat(admitted).as(host).isEqualTo(1);
            }
        }
    }

    @Test
    void a_trial_whose_outcome_never_comes_gives_way_to_another() {
        open();
        pass(Duration.ofSeconds(30));
        Admitted lost = (Admitted) admit();

        pass(Duration.ofMinutes(5).plusSeconds(10));
        Admitted next = (Admitted) admit();
        assertThat(next).isNotEqualTo(lost);
        breakers.outcome(ORG, HOST, lost, SUCCESS, now);
        assertThat(admit()).as("a late outcome of the first decides nothing").isInstanceOf(HeldUntil.class);
        breakers.outcome(ORG, HOST, next, SUCCESS, now);
        assertThat(admit()).isEqualTo(ORDINARY);
    }

    @Test
    void a_trial_that_was_abandoned_gives_way_at_once() {
        open();
        pass(Duration.ofSeconds(30));
        breakers.abandoned(ORG, HOST, (Admitted) admit(), now);

        Admitted next = (Admitted) admit();
        breakers.outcome(ORG, HOST, next, FAILURE, now);
        assertThat(admit()).as("and takes nothing back").isEqualTo(new HeldUntil(now.plusSeconds(60)));
    }

    @Test
    void attempts_begun_before_it_opened_neither_close_nor_prolong_it() {
        open();
        Instant until = now.plusSeconds(30);
        pass(Duration.ofSeconds(10));

        breakers.outcome(ORG, HOST, ORDINARY, FAILURE, now);
        breakers.outcome(ORG, HOST, ORDINARY, SUCCESS, now);

        assertThat(admit()).isEqualTo(new HeldUntil(until));
        pass(Duration.ofSeconds(20));
        assertThat(admit()).isInstanceOf(Admitted.class);
        breakers.outcome(ORG, HOST, ORDINARY, SUCCESS, now);
        assertThat(admit()).as("nor end a trial").isInstanceOf(HeldUntil.class);
    }

    @ParameterizedTest
    @CsvSource({"90, 90", "3600, 3600", "86400, 3600"})
    void too_many_requests_hold_it_for_as_long_as_the_target_asks_an_hour_at_the_most(String asked, int seconds) {
        attempt(TestOutcome.tooMany(asked, now));

        assertThat(admit()).isEqualTo(new HeldUntil(now.plusSeconds(seconds)));
        pass(Duration.ofSeconds(seconds));
        attempt(FAILURE);
        assertThat(admit()).as("and a trial that fails then is the first").isEqualTo(new HeldUntil(now.plusSeconds(30)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "rubbish"})
    void too_many_requests_without_a_time_hold_nobody(String asked) {
        attempt(TestOutcome.tooMany(asked, now));

        assertThat(admit()).isEqualTo(ORDINARY);
    }

    @Test
    void a_target_that_asks_for_a_longer_pause_while_it_rests_is_given_it() {
        open();
        breakers.outcome(ORG, HOST, ORDINARY, TestOutcome.tooMany("600", now), now);
        breakers.outcome(ORG, HOST, ORDINARY, TestOutcome.tooMany("5", now), now);

        assertThat(admit()).isEqualTo(new HeldUntil(now.plusSeconds(600)));
    }

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void what_breaks_on_the_way_to_the_host_is_a_failure(ErrorCode code) {
        for (int i = 0; i < 3; i++) attempt(TestOutcome.broken(code));

        boolean failure = switch (code) {
            case DNS, CONNECT_REFUSED, CONNECT_TIMEOUT, TLS, TIMEOUT, RESET -> true;
            case EGRESS_DENIED, RESPONSE_TOO_LARGE, ASSERTION_FAILED, HTTP_STATUS, CREDENTIALS_UNREADABLE -> false;
        };
        assertThat(admit() instanceof HeldUntil).isEqualTo(failure);
    }

    @Test
    void what_was_never_sent_neither_counts_nor_resets() {
        attempt(FAILURE);
        attempt(FAILURE);
        attempt(TestOutcome.broken(ErrorCode.EGRESS_DENIED));
        attempt(FAILURE);

        assertThat(admit()).isInstanceOf(HeldUntil.class);
    }

    @Test
    void other_organizations_and_hosts_are_not_held() {
        open();

        assertThat(breakers.admit(OTHER_ORG, HOST, now)).isEqualTo(ORDINARY);
        assertThat(breakers.admit(ORG, "b.example:443", now)).isEqualTo(ORDINARY);
    }

    @ParameterizedTest
    @CsvSource({
        "https://A.Example/x, a.example:443", "http://a.example., a.example:80", "http://a.example:8080/?x, a.example:8080",
        "HTTPS://[::1]/, [::1]:443"
    })
    void a_host_is_the_same_however_it_is_spelt_and_another_on_another_port(String url, String host) {
        assertThat(Breakers.host(URI.create(url))).isEqualTo(host);
    }

    @Test
    void a_clock_that_is_put_back_holds_nobody_for_long() {
        open();
        now = now.minus(Duration.ofDays(1));

        Admitted trial = (Admitted) admit();
        assertThat(admit()).isEqualTo(new HeldUntil(now.plusSeconds(1)));
        now = now.minus(Duration.ofDays(1));
        assertThat(admit()).isInstanceOf(Admitted.class).isNotEqualTo(trial);
    }

    @Test
    void hosts_that_have_been_quiet_are_forgotten() {
        open();
        fail("counting.example", 2);

        pass(Breakers.QUIET.plusSeconds(29));
        breakers.forget(now);
        assertThat(breakers.size()).as("the open one, whose pause ended later").isEqualTo(1);
        pass(Duration.ofSeconds(2));
        breakers.forget(now);
        assertThat(breakers.size()).isZero();
    }

    @Test
    void however_many_hosts_fail_it_remembers_so_many_and_the_open_ones_longest() {
        Breakers few = new Breakers(100);
        for (int i = 0; i < 3; i++) few.outcome(ORG, HOST, ORDINARY, FAILURE, now);

        for (int i = 0; i < 10_000; i++) {
            pass(Duration.ofMillis(1));
            few.outcome(ORG, "host" + i, ORDINARY, FAILURE, now);
            assertThat(few.size()).isLessThanOrEqualTo(101);
        }

        assertThat(few.admit(ORG, HOST, now)).isInstanceOf(HeldUntil.class);
    }

    @Property(tries = 300)
    void whatever_happens_nobody_is_held_for_more_than_an_hour_and_one_success_is_enough_after_that(
            @ForAll @Size(max = 60) List<@IntRange(max = 6) Integer> happenings) {
        Breakers some = new Breakers();
        Instant at = TestClaim.T;
        List<Admitted> out = new ArrayList<>();
        for (int happening : happenings) {
            Breakers.Admission admission = some.admit(ORG, HOST, at);
            if (admission instanceof HeldUntil(Instant until)) {
                assertThat(until).isAfter(at).isBeforeOrEqualTo(at.plus(Duration.ofHours(1)));
            }
            if (admission instanceof Admitted admitted) {
                if (admitted.trial() != Breaker.NO_TRIAL) assertThat(some.admit(ORG, HOST, at)).as("one trial at a time").isInstanceOf(HeldUntil.class);
                out.add(admitted);
            }
            Admitted done = out.isEmpty() || happening == 6 ? null : out.removeLast();
            if (done != null) some.outcome(ORG, HOST, done, outcome(happening, at), at);
            at = at.plusSeconds(happening == 6 ? 400 : 10);
        }
        at = at.plus(Duration.ofHours(2));
        Admitted last = (Admitted) some.admit(ORG, HOST, at);
        some.outcome(ORG, HOST, last, SUCCESS, at);
        assertThat(some.admit(ORG, HOST, at)).isEqualTo(ORDINARY);
        assertThat(some.size()).isZero();
    }

    private static Outcome outcome(int happening, Instant at) {
        return switch (happening) {
            case 0 -> SUCCESS;
            case 1 -> TestOutcome.tooMany("100000", at);
            case 2 -> TestOutcome.broken(ErrorCode.EGRESS_DENIED);
            case 3 -> TestOutcome.broken(ErrorCode.RESET);
            default -> FAILURE;
        };
    }

    private void open() {
        fail(HOST, 3);
    }

    private void fail(String host, int times) {
        for (int i = 0; i < times; i++) breakers.outcome(ORG, host, ORDINARY, FAILURE, now);
    }

    private Breakers.Admission admit() {
        return breakers.admit(ORG, HOST, now);
    }

    private void attempt(Outcome outcome) {
        breakers.outcome(ORG, HOST, (Admitted) admit(), outcome, now);
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }
}
