package prikke.cli.stats;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SparklineTest {
    @Test
    void the_tallest_bar_is_the_largest_number_and_nothing_is_nothing() {
        assertThat(Sparkline.in(UTF_8).of(new long[] {0, 1, 500, 1000}, 10)).isEqualTo(" ▁▄█");
        assertThat(Sparkline.in(UTF_8).of(new long[] {0, 0}, 10)).isEqualTo("  ");
        assertThat(Sparkline.in(UTF_8).of(new long[] {}, 10)).isEmpty();
        assertThat(Sparkline.in(UTF_8).of(new long[] {Long.MAX_VALUE / 16, 1}, 10)).isEqualTo("█▁");
    }

    @Test
    void a_terminal_without_such_characters_gets_plain_ones() {
        assertThat(Sparkline.in(US_ASCII).of(new long[] {0, 1, 2, 3, 4, 5, 6, 7, 8}, 10)).isEqualTo(" .:-=+*#@");
    }

    @Test
    void more_numbers_than_there_is_room_for_are_summed_from_the_latest_on() {
        assertThat(Sparkline.in(UTF_8).of(new long[] {9, 1, 1, 0, 0, 2, 2}, 4)).isEqualTo("█▂ ▄");
        assertThat(Sparkline.in(UTF_8).of(new long[800], 48).length()).isLessThanOrEqualTo(48);
    }
}
