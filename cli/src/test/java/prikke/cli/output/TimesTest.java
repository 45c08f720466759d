package prikke.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class TimesTest {
    private static final ZoneId OSLO = ZoneId.of("Europe/Oslo");
    private static final Instant NOW = Instant.parse("2026-01-02T01:56:00Z");
    private static final Times READ = new Times(NOW, OSLO, true);

    @Test
    void a_reader_sees_how_far_off_an_instant_is_and_what_the_clock_shows_then() {
        assertThat(READ.instant(NOW.plus(Duration.ofMinutes(4)))).isEqualTo("in 4m · 03:00:00 CET");
        assertThat(READ.instant(NOW.minus(Duration.ofSeconds(90)))).isEqualTo("1m30s ago · 02:54:30 CET");
        assertThat(READ.instant(NOW.plus(Duration.ofHours(5)))).isEqualTo("in 5h · 07:56 CET");
        assertThat(READ.instant(NOW)).isEqualTo("now · 02:56:00 CET");
    }

    @Test
    void the_date_is_there_where_it_is_not_today() {
        assertThat(READ.instant(NOW.plus(Duration.ofDays(2)))).isEqualTo("in 2d · 4 Jan 02:56 CET");
        assertThat(READ.instant(NOW.minus(Duration.ofDays(40)))).isEqualTo("40d ago · 2025-11-23 02:56 CET");
    }

    @Test
    void summer_time_has_its_own_name() {
        assertThat(READ.instant(Instant.parse("2026-07-01T12:00:00Z"))).endsWith("1 Jul 14:00 CEST");
    }

    @Test
    void a_program_sees_the_instant_as_the_api_writes_it() {
        assertThat(new Times(NOW, OSLO, false).instant(NOW)).isEqualTo("2026-01-02T01:56:00.000Z");
    }

    @Test
    void milliseconds_grow_into_larger_units() {
        assertThat(Times.millis(3L)).isEqualTo("3 ms");
        assertThat(Times.millis(1_250L)).isEqualTo("1.3 s");
        assertThat(Times.millis(61_000L)).isEqualTo("1m1s");
        assertThat(Times.millis(null)).isNull();
    }

    @Test
    void long_durations_are_told_in_their_two_largest_units() {
        assertThat(Times.coarse(Duration.ofMinutes(90))).isEqualTo("1h30m");
        assertThat(Times.coarse(Duration.ofHours(49))).isEqualTo("2d1h");
        assertThat(Times.coarse(Duration.ofDays(30))).isEqualTo("30d");
    }
}
