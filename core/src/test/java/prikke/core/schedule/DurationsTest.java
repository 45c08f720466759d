package prikke.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Durations as people write them. */
class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "90s, PT1M30S",
        "15s, PT15S",
        "10m, PT10M",
        "1h30m, PT1H30M",
        "2d, PT48H",
        "1w, PT168H",
        "500ms, PT0.5S",
        "1d2h3m4s5ms, PT26H3M4.005S",
        "1.5h, PT1H30M",
        "0s, PT0S",
        "' 10m ', PT10M",
        "-5m, PT-5M",
        "PT30S, PT30S",
        "P1D, PT24H",
        "P1DT12H, PT36H",
        "P2W, PT336H",
        "PT1H30M, PT1H30M",
        "PT0.25S, PT0.25S",
        "pt1m, PT1M",
        "-PT5M, PT-5M"
    })
    void reads_short_forms_and_iso(String text, Duration expected) {
        assertThat(Durations.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "10",
                "m",
                "10 m",
                "10x",
                "10M",
                "30m1h",
                "1h1h",
                "1.h",
                ".5h",
                "1.0000000001s",
                "P",
                "PT",
                "P1M",
                "P1Y",
                "PT1D",
                "P1H",
                "P1DT",
                "PT1S1M",
                "PTT1S",
                "PT1",
                "ten minutes",
                "١٠m",
                "1h-5m"
            })
    void refuses_the_rest_with_an_example(String text) {
        ScheduleException refusal = catchThrowableOfType(ScheduleException.class, () -> Durations.parse(text));
        assertThat(refusal).as(text).isNotNull();
        assertThat(refusal.faults())
                .containsExactly(new ScheduleException.Fault(
                        "duration",
                        "syntax",
                        "'" + text + "' is not a duration; expected one such as 30s, 10m, 1h30m, 2d, 500ms or PT30S"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999999999999999999999d", "4000000d", "PT999999999999999999S"})
    void refuses_what_nobody_lives_to_see(String text) {
        assertThatThrownBy(() -> Durations.parse(text)).hasMessage("'" + text + "' is longer than ten thousand years");
    }

    @ParameterizedTest
    @CsvSource({
        "PT1H30M, 1h30m",
        "PT48H, 2d",
        "PT0.5S, 500ms",
        "PT0S, 0s",
        "PT90S, 1m30s",
        "PT25H1.001S, 1d1h1s1ms",
        "PT-5M, -5m"
    })
    void writes_the_short_form(Duration duration, String expected) {
        assertThat(Durations.shortForm(duration)).isEqualTo(expected);
    }

    @Test
    void writes_iso() {
        assertThat(Durations.iso(Duration.ofSeconds(5400))).isEqualTo("PT1H30M");
    }

    @Property
    void reads_back_what_it_writes(@ForAll @LongRange(min = -99_999_999_999L, max = 99_999_999_999L) long millis) {
        Duration duration = Duration.ofMillis(millis);
        assertThat(Durations.parse(Durations.shortForm(duration))).isEqualTo(duration);
        if (millis >= 0) {
            assertThat(Durations.parse(Durations.iso(duration))).isEqualTo(duration);
        }
    }
}
