package prikke.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import prikke.core.ProblemException;

class ThrottleTest {
    private static final String ANN = "ann@example.com";
    private static final String HERE = "192.0.2.1";
    private static final String ELSEWHERE = "198.51.100.7";

    private final AtomicLong nanos = new AtomicLong();
    private final Throttle throttle = new Throttle(nanos::get);

    @Test
    void ten_wrong_passwords_in_a_row_are_looked_at_and_then_one_every_half_minute() {
        assertThat(allowed(1000, ANN, HERE)).isEqualTo(10);

        nanos.addAndGet(Duration.ofSeconds(30).toNanos());
        assertThat(allowed(1000, ANN, HERE)).isEqualTo(1);
    }

    @Test
    void the_right_user_gets_in_from_another_address_whoever_tries_elsewhere() {
        for (int i = 0; i < 1000; i++) allowed(20, ANN, "203.0.113." + i % 250);

        throttle.attempt(ANN, ELSEWHERE);
        throttle.succeeded(ANN, ELSEWHERE);
        throttle.attempt(ANN, ELSEWHERE);
    }

    @Test
    void an_account_that_is_tried_from_everywhere_gives_each_address_fewer_tries() {
        for (int i = 0; i < 20; i++) allowed(10, ANN, "203.0.113." + i);

        assertThat(allowed(10, ANN, ELSEWHERE)).isEqualTo(3);
        assertThat(allowed(20, "bob@example.com", ELSEWHERE)).isEqualTo(10);
    }

    @Test
    void an_attempt_that_is_taken_back_makes_up_for_itself_and_for_no_other() {
        assertThat(allowed(9, ANN, HERE)).isEqualTo(9);
        for (int i = 0; i < 1000; i++) throttle.attempt(ANN, HERE).run();

        assertThat(allowed(1000, ANN, HERE)).isEqualTo(1);
    }

    @Test
    void neither_does_one_against_an_account_that_is_tried_from_everywhere() {
        for (int i = 0; i < 20; i++) allowed(10, ANN, "203.0.113." + i);
        for (int i = 0; i < 1000; i++) throttle.attempt(ANN, ELSEWHERE).run();

        assertThat(allowed(10, ANN, ELSEWHERE)).isEqualTo(3);
    }

    @Test
    void an_address_that_tries_many_accounts_is_held_back_over_all_of_them() {
        int allowed = 0;
        for (int i = 0; i < 1000; i++) allowed += allowed(1, "user" + i, HERE);

        assertThat(allowed).isEqualTo(50);
    }

    @Test
    void who_gets_in_is_counted_nothing() {
        for (int i = 0; i < 1000; i++) {
            throttle.attempt(ANN, HERE);
            throttle.succeeded(ANN, HERE);
        }
        assertThat(allowed(20, ANN, HERE)).isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8:1:2::1, 2001:db8:1:2:3:4:5:6, 10",
        "2001:db8:1:2::1, 2001:db8:1:3::1, 20",
        "192.0.2.1, 192.0.2.2, 20",
        "192.0.2.1, ::ffff:192.0.2.1, 10"
    })
    void of_ipv6_a_whole_network_counts_as_one_address(String one, String other, int expected) {
        assertThat(allowed(20, ANN, one) + allowed(20, ANN, other)).isEqualTo(expected);
    }

    @Test
    void wrong_keys_are_looked_up_a_hundred_times_and_then_once_a_second() {
        AtomicInteger lookups = new AtomicInteger();
        for (int i = 0; i < 10_000; i++) wrongKey("wrong " + i, lookups);
        assertThat(lookups).hasValue(100);

        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        for (int i = 0; i < 10; i++) wrongKey("wrong " + i, lookups);
        assertThat(lookups).hasValue(101);
    }

    @Test
    void a_right_key_is_not_held_back_by_wrong_ones_elsewhere_nor_by_later_ones_beside_it() {
        assertThat(throttle.token("right", HERE, () -> "ann")).isEqualTo("ann");
        for (int i = 0; i < 200; i++) wrongKey("wrong " + i, new AtomicInteger());

        assertThat(throttle.token("right", HERE, () -> "ann")).isEqualTo("ann");
        assertThat(throttle.token("new", ELSEWHERE, () -> "bob")).isEqualTo("bob");
        assertThatThrownBy(() -> throttle.token("new", HERE, () -> "bob"))
                .isInstanceOfSatisfying(ProblemException.class, e -> assertThat(e.retryAfter()).isPositive());
    }

    @Test
    void a_key_that_was_revoked_counts_as_a_wrong_one_from_then_on() {
        throttle.token("once right", HERE, () -> "ann");
        AtomicInteger lookups = new AtomicInteger();
        for (int i = 0; i < 1000; i++) wrongKey("once right", lookups);

        assertThat(throttle.proved("once right", HERE)).isFalse();
        assertThat(lookups.get()).isBetween(100, 101);
    }

    private void wrongKey(String token, AtomicInteger lookups) {
        assertThatThrownBy(() -> throttle.token(token, HERE, () -> {
                    lookups.incrementAndGet();
                    throw Authentication.unauthorized("wrong");
                }))
                .isInstanceOf(ProblemException.class);
    }

    private int allowed(int tries, String account, @Nullable String address) {
        int allowed = 0;
        for (int i = 0; i < tries; i++) {
            try {
                throttle.attempt(account, address);
                allowed++;
            } catch (ProblemException e) {
                assertThat(e.kind()).isEqualTo(ProblemException.Kind.TOO_MANY);
                assertThat(e.retryAfter()).isPositive();
            }
        }
        return allowed;
    }
}
