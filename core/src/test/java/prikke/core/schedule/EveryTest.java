package prikke.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Intervals that neither drift nor depend on who asks when. */
class EveryTest {

    private static final Instant ANCHOR = Instant.parse("2026-01-01T10:00:00.250Z");

    @Test
    void is_due_one_interval_after_the_anchor_first() {
        Every every = new Every(Duration.ofMinutes(10), ANCHOR);
        assertThat(every.next(ANCHOR)).contains(Instant.parse("2026-01-01T10:10:00.250Z"));
        assertThat(every.next(ANCHOR.minus(Duration.ofDays(400)))).contains(Instant.parse("2026-01-01T10:10:00.250Z"));
    }

    @Test
    void the_next_occurrence_is_strictly_later() {
        Every every = new Every(Duration.ofMinutes(10), ANCHOR);
        Instant first = every.next(ANCHOR).orElseThrow();
        assertThat(every.next(first)).contains(first.plus(Duration.ofMinutes(10)));
        assertThat(every.next(first.minusNanos(1))).contains(first);
    }

    @Property
    void stays_aligned_to_the_anchor_whenever_it_is_asked(
            @ForAll @LongRange(min = 1, max = 100_000_000) long intervalMillis,
            @ForAll @LongRange(min = -1_000_000_000L, max = 100_000_000_000_000L) long afterMillis) {
        Every every = new Every(Duration.ofMillis(intervalMillis), ANCHOR);
        Instant after = ANCHOR.plusMillis(afterMillis);
        Instant next = every.next(after).orElseThrow();
        assertThat(next).isAfter(after).isAfter(ANCHOR);
        assertThat(Duration.between(ANCHOR, next).toMillis() % intervalMillis).isZero();
        assertThat(next.minusMillis(intervalMillis)).isBeforeOrEqualTo(afterMillis < 0 ? ANCHOR : after);
    }

    @Test
    void counts_as_many_as_it_lists() {
        Every every = new Every(Duration.ofMillis(1500), ANCHOR);
        long listed = 0;
        Instant end = ANCHOR.plusSeconds(100);
        for (Instant at = ANCHOR; !at.isAfter(end); at = every.next(at).orElseThrow()) {
            listed++;
        }
        assertThat(every.count(ANCHOR, end)).isEqualTo(listed - 1).isEqualTo(66);
        assertThat(every.count(end, ANCHOR)).isZero();
    }

    @Test
    void ends_with_the_year_9999() {
        Every every = new Every(Duration.ofDays(36_525), ANCHOR);
        assertThat(every.next(Instant.parse("9950-01-01T00:00:00Z"))).isEmpty();
        assertThat(every.next(Instant.MAX)).isEmpty();
        assertThat(every.count(Instant.MIN, Instant.MAX)).isEqualTo(79);
        assertThat(new Every(Duration.ofSeconds(1), ANCHOR).next(Instant.MAX)).isEmpty();
    }

    @Test
    void has_words() {
        assertThat(new Every(Duration.ofSeconds(1), ANCHOR).description()).isEqualTo("Every second");
        assertThat(new Every(Duration.ofSeconds(15), ANCHOR).description()).isEqualTo("Every 15 seconds");
        assertThat(new Every(Duration.ofMinutes(90), ANCHOR).description()).isEqualTo("Every 1 hour and 30 minutes");
        assertThat(new Every(Duration.ofHours(24), ANCHOR).description()).isEqualTo("Every day");
    }

    @Test
    void an_interval_is_longer_than_zero() {
        assertThatThrownBy(() -> new Every(Duration.ZERO, ANCHOR)).isInstanceOf(IllegalArgumentException.class);
    }
}
