package prikke.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** A second opinion from a library of other people, in a zone whose clocks never change. */
class CronAgainstCronUtilsTest {

    private static final ZoneId UTC = ZoneId.of("UTC");

    private static final CronDefinition UNIX = CronDefinitionBuilder.defineCron()
            .withMinutes()
            .and()
            .withHours()
            .and()
            .withDayOfMonth()
            .supportsL()
            .supportsW()
            .supportsLW()
            .and()
            .withMonth()
            .and()
            .withDayOfWeek()
            .withValidRange(0, 7)
            .withMondayDoWValue(1)
            .withIntMapping(7, 0)
            .supportsHash()
            .supportsL()
            .and()
            .instance();

    @Property(tries = 1500)
    void agrees_with_cron_utils_where_the_two_mean_the_same(@ForAll("randoms") Random random) {
        LocalDateTime near = LocalDateTime.of(2020, 1, 1, 0, 0).plusMinutes(random.nextInt(5_000_000));
        ModelCron model = new RandomCron(random, near).minutely();
        Assume.that(sameMeaning(model));
        String text = model.text().replace('?', '*');
        ExecutionTime theirs = ExecutionTime.forCron(accepted(text));
        Cron ours = Cron.parse(text, UTC, DstPolicy.CRONIE, 0);
        Instant at = near.atZone(UTC).toInstant();
        for (int i = 0; i < 5; i++) {
            ZonedDateTime expected = next(theirs, at);
            // It trips over 29 February by itself, now and then; then there is nothing to agree with.
            if (expected == null) return;
            Instant actual = ours.next(at).orElseThrow();
            assertThat(actual).as(text + " after " + at).isEqualTo(expected.toInstant());
            at = actual;
        }
    }

    private static @Nullable ZonedDateTime next(ExecutionTime theirs, Instant after) {
        try {
            return theirs.nextExecution(after.atZone(UTC)).orElseThrow();
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** DEVIATIONS.md says where they do not: special days beside others, steps of days, open steps of weekdays. */
    private static boolean sameMeaning(ModelCron model) {
        ModelField ofMonth = model.dayOfMonth();
        ModelField ofWeek = model.dayOfWeek();
        return (plain(ofMonth) && plain(ofWeek))
                || (any(ofMonth) && ofWeek.terms().size() == 1 && !(ofWeek.terms().getFirst() instanceof ModelField.From))
                || (any(ofWeek) && ofMonth.terms().size() == 1);
    }

    private static boolean plain(ModelField field) {
        return any(field) || field.terms().stream().allMatch(ModelField.Range.class::isInstance);
    }

    private static boolean any(ModelField field) {
        return field.text().equals("*") || field.text().equals("?");
    }

    /** It refuses some steps that are as long as the field. */
    private static com.cronutils.model.Cron accepted(String text) {
        try {
            return new CronParser(UNIX).parse(text);
        } catch (IllegalArgumentException e) {
            Assume.that(!String.valueOf(e.getMessage()).contains("Period"));
            throw e;
        }
    }

    @Provide
    Arbitrary<Random> randoms() {
        return Arbitraries.longs().map(Random::new);
    }
}
