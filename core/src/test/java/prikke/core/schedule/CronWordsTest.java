package prikke.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Expressions in plain English. */
class CronWordsTest {

    @ParameterizedTest
    @CsvFileSource(resources = "words.txt", delimiter = '|')
    void says_an_expression_in_words(String expression, String words) {
        Cron cron = Cron.parse(expression, ZoneId.of("Europe/Oslo"), DstPolicy.CRONIE, 42);
        assertThat(cron.description()).isEqualTo(words + ", Europe/Oslo");
    }

    @Property(tries = 3000)
    void has_words_for_whatever_is_accepted(@ForAll long seed) {
        Random random = new Random(seed);
        LocalDateTime near = LocalDateTime.of(2024, 1, 1, 0, 0).plusMinutes(random.nextInt(600_000));
        RandomCron crons = new RandomCron(random, near);
        String text = (random.nextBoolean() ? crons.minutely() : crons.secondly()).text();
        try {
            String words =
                    Cron.parse(text, ZoneId.of("UTC"), DstPolicy.CRONIE, 0).description();
            assertThat(words).as(text).matches("[A-Z][A-Za-z0-9:, -]+, UTC").doesNotContain("  ");
        } catch (ScheduleException e) {
            assertThat(e.faults()).extracting(ScheduleException.Fault::code).containsExactly("never_matches");
        }
    }
}
