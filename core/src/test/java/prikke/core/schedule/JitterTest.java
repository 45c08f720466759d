package prikke.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** The spread of occurrences, the same on every node. */
class JitterTest {

    private static final UUID JOB = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");
    private static final Instant OCCURRENCE = Instant.parse("2026-01-01T10:00:00Z");

    @Property
    void lies_from_zero_to_below_its_maximum(
            @ForAll long high, @ForAll long low, @ForAll @LongRange(min = 1, max = 86_400_000) long maxMillis) {
        Duration jitter = Jitter.of(new UUID(high, low), OCCURRENCE, Duration.ofMillis(maxMillis));
        assertThat(jitter).isGreaterThanOrEqualTo(Duration.ZERO).isLessThan(Duration.ofMillis(maxMillis));
    }

    @Test
    void never_changes_between_nodes_and_releases() {
        assertThat(Jitter.of(JOB, OCCURRENCE, Duration.ofSeconds(30))).isEqualTo(Duration.ofMillis(20_835));
    }

    @Test
    void is_spread_evenly_over_the_occurrences_of_one_job() {
        int[] bySecond = new int[10];
        for (int i = 0; i < 10_000; i++) {
            bySecond[
                    (int) Jitter.of(JOB, OCCURRENCE.plusSeconds(60L * i), Duration.ofSeconds(10))
                            .toSeconds()]++;
        }
        assertThat(Arrays.stream(bySecond)).allMatch(count -> count > 850 && count < 1150);
    }

    @Test
    void is_spread_evenly_over_the_jobs_of_one_occurrence() {
        int[] bySecond = new int[10];
        for (int i = 0; i < 10_000; i++) {
            bySecond[
                    (int) Jitter.of(new UUID(7, i), OCCURRENCE, Duration.ofSeconds(10))
                            .toSeconds()]++;
        }
        assertThat(Arrays.stream(bySecond)).allMatch(count -> count > 850 && count < 1150);
    }

    @Test
    void is_zero_where_none_is_asked_for() {
        assertThat(Jitter.of(JOB, OCCURRENCE, Duration.ZERO)).isZero();
        assertThat(Jitter.of(JOB, OCCURRENCE, Duration.ofNanos(10))).isZero();
        assertThat(Jitter.of(JOB, OCCURRENCE, Duration.ofSeconds(-1))).isZero();
    }
}
