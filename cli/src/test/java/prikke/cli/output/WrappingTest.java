package prikke.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WrappingTest {
    @Test
    void sentences_break_between_words() {
        assertThat(Wrapping.at(10, "one two three four")).isEqualTo("one two\nthree four");
        assertThat(Wrapping.at(10, "one\ntwo")).isEqualTo("one\ntwo");
    }

    @Test
    void a_word_that_is_too_long_stays_whole_to_be_copied() {
        assertThat(Wrapping.at(5, "pk_live_x.sk_live_y")).isEqualTo("pk_live_x.sk_live_y");
        assertThat(Wrapping.at(5, "in /tmp/folder now")).isEqualTo("in\n/tmp/folder\nnow");
    }
}
