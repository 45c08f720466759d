package prikke.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
    private static final double MIDDLE = 0.5;

    @Property(tries = 500)
    void no_delay_is_shorter_than_the_first_or_longer_than_the_longest_jitter_apart(
            @ForAll Backoff backoff,
            @ForAll @IntRange(min = 1, max = 11) int failures,
            @ForAll @LongRange(min = 1_000, max = 86_400_000) long delay,
            @ForAll @LongRange(min = 1_000, max = 86_400_000) long more,
            @ForAll @DoubleRange(min = 0, max = 1, maxIncluded = false) double random) {
        long most = Math.min(86_400_000, delay + more);
        RetryPolicy policy = new RetryPolicy(10, backoff, Duration.ofMillis(delay), Duration.ofMillis(most));

        long millis = policy.delayAfter(failures, random).toMillis();

        assertThat(millis).isBetween((long) (delay * 0.9) - 1, (long) (most * 1.1) + 1);
    }

    @Property(tries = 200)
    void a_later_delay_is_never_shorter_but_for_jitter(
            @ForAll Backoff backoff, @ForAll @IntRange(min = 1, max = 10) int failures, @ForAll @LongRange(min = 1_000, max = 3_600_000) long delay) {
        RetryPolicy policy = new RetryPolicy(10, backoff, Duration.ofMillis(delay), Duration.ofHours(2));

        assertThat(policy.delayAfter(failures + 1, MIDDLE)).isGreaterThanOrEqualTo(policy.delayAfter(failures, MIDDLE));
    }

    @Test
    void exponential_doubles_up_to_the_longest() {
        RetryPolicy policy = new RetryPolicy(10, Backoff.EXPONENTIAL, Duration.ofSeconds(30), Duration.ofHours(1));

        assertThat(policy.delayAfter(1, MIDDLE)).isEqualTo(Duration.ofSeconds(30));
        assertThat(policy.delayAfter(2, MIDDLE)).isEqualTo(Duration.ofMinutes(1));
        assertThat(policy.delayAfter(7, MIDDLE)).isEqualTo(Duration.ofMinutes(32));
        assertThat(policy.delayAfter(8, MIDDLE)).isEqualTo(Duration.ofHours(1));
        assertThat(policy.delayAfter(2_000, MIDDLE)).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void linear_adds_and_fixed_stays() {
        assertThat(new RetryPolicy(10, Backoff.LINEAR, Duration.ofSeconds(30), Duration.ofHours(1)).delayAfter(3, MIDDLE))
                .isEqualTo(Duration.ofSeconds(90));
        assertThat(new RetryPolicy(10, Backoff.FIXED, Duration.ofSeconds(30), Duration.ofHours(1)).delayAfter(9, MIDDLE))
                .isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void jitter_is_a_tenth_either_way() {
        RetryPolicy policy = new RetryPolicy(10, Backoff.FIXED, Duration.ofSeconds(100), Duration.ofHours(1));

        assertThat(policy.delayAfter(1, 0)).isEqualTo(Duration.ofSeconds(90));
        assertThat(policy.delayAfter(1, 0.999_999)).isBetween(Duration.ofMillis(109_990), Duration.ofSeconds(110));
    }
}
