package prikke.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The implementation against {@link Oracle}, where the clocks change and elsewhere, in every zone there is. */
class CronAgainstOracleTest {

    private static final Instant BEGIN = Instant.parse("1990-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2040-01-01T00:00:00Z");

    record Change(ZoneId zone, ZoneOffsetTransition transition) {}

    @Property(tries = 3000)
    void agrees_minute_by_minute_around_a_change_of_the_clocks(
            @ForAll("changes") Change change, @ForAll("randoms") Random random, @ForAll DstPolicy policy) {
        ModelCron model = new RandomCron(random, hint(change, random)).minutely();
        Instant middle = change.transition().getInstant().truncatedTo(ChronoUnit.MINUTES);
        check(model, change.zone(), policy, middle.minus(Duration.ofHours(30)), middle.plus(Duration.ofHours(50)));
    }

    @Property(tries = 600)
    void agrees_second_by_second_around_a_change_of_the_clocks(
            @ForAll("changes") Change change, @ForAll("randoms") Random random, @ForAll DstPolicy policy) {
        ModelCron model = new RandomCron(random, hint(change, random)).secondly();
        Instant middle = change.transition().getInstant().truncatedTo(ChronoUnit.MINUTES);
        check(model, change.zone(), policy, middle.minus(Duration.ofMinutes(40)), middle.plus(Duration.ofMinutes(100)));
    }

    @Property(tries = 60)
    void agrees_minute_by_minute_over_two_months(
            @ForAll("changes") Change change, @ForAll("randoms") Random random, @ForAll DstPolicy policy) {
        ModelCron model = new RandomCron(random, hint(change, random)).minutely();
        Instant from =
                change.transition().getInstant().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofDays(31));
        check(model, change.zone(), policy, from, from.plus(Duration.ofDays(62)));
    }

    @Example
    void agrees_at_every_change_of_every_zone_from_1990_to_2040() {
        Random random = new Random(4);
        List<Change> changes = allChanges();
        assertThat(changes).hasSizeGreaterThan(10_000);
        int withOccurrences = 0;
        for (Change change : changes) {
            ModelCron model = new RandomCron(random, hint(change, random)).minutely();
            DstPolicy policy = DstPolicy.values()[random.nextInt(3)];
            Instant middle = change.transition().getInstant().truncatedTo(ChronoUnit.MINUTES);
            withOccurrences += check(
                            model,
                            change.zone(),
                            policy,
                            middle.minus(Duration.ofHours(2)),
                            middle.plus(Duration.ofHours(3)))
                    ? 1
                    : 0;
        }
        // Silence proves little: see that a good part of the expressions had something to say.
        assertThat(withOccurrences).isGreaterThan(changes.size() / 3);
    }

    /** Whether anything was due. */
    private static boolean check(ModelCron model, ZoneId zone, DstPolicy policy, Instant from, Instant to) {
        String text = model.text();
        Cron cron;
        try {
            cron = Cron.parse(text, zone, policy, 0);
        } catch (ScheduleException e) {
            assertThat(e.faults())
                    .as(text)
                    .extracting(ScheduleException.Fault::code)
                    .containsExactly("never_matches");
            assertThat(new Oracle(model, zone, policy).due(from, to)).as(text).isEmpty();
            return false;
        }
        String about = text + " " + zone + " " + policy + " from " + from;
        List<Instant> expected = new Oracle(model, zone, policy).due(from, to);
        assertThat(cron.elapsed()).as(about).isEqualTo(model.elapsed());
        assertThat(listed(cron, from, to)).as(about).isEqualTo(expected);
        Timetable timetable = new Timetable(cron, from, to);
        assertThat(timetable.count(from.minusSeconds(1), to)).as(about).isEqualTo(expected.size());
        assertThat(timetable.latest(from.minusSeconds(1), to))
                .as(about)
                .isEqualTo(expected.isEmpty() ? Optional.empty() : Optional.of(expected.getLast()));
        Instant middle = from.plus(Duration.between(from, to).dividedBy(2)).plusMillis(1);
        assertThat(cron.count(middle, to.minusNanos(1)))
                .as(about)
                .isEqualTo(expected.stream().filter(middle::isBefore).count());
        assertThat(cron.next(middle).filter(to::isAfter))
                .as(about)
                .isEqualTo(expected.stream().filter(middle::isBefore).findFirst());
        return !expected.isEmpty();
    }

    private static List<Instant> listed(Cron cron, Instant from, Instant to) {
        List<Instant> listed = new ArrayList<>();
        Optional<Instant> due = cron.next(from.minusNanos(1));
        for (; due.isPresent() && due.get().isBefore(to); due = cron.next(due.get())) {
            listed.add(due.get());
        }
        return listed;
    }

    /** A local time just before, at, or in what the clocks skip or repeat. */
    private static LocalDateTime hint(Change change, Random random) {
        ZoneOffsetTransition transition = change.transition();
        LocalDateTime early = transition.isGap() ? transition.getDateTimeBefore() : transition.getDateTimeAfter();
        long minutes = transition.getDuration().abs().toMinutes();
        return early.plusMinutes(random.nextLong(-5, minutes + 5));
    }

    @Provide
    Arbitrary<Change> changes() {
        return Arbitraries.of(allChanges());
    }

    @Provide
    Arbitrary<Random> randoms() {
        return Arbitraries.longs().map(Random::new);
    }

    private static List<Change> allChanges() {
        List<Change> changes = new ArrayList<>();
        Set<ZoneRules> seen = new HashSet<>();
        for (String id : ZoneId.getAvailableZoneIds().stream().sorted().toList()) {
            ZoneId zone = ZoneId.of(id);
            if (seen.add(zone.getRules())) {
                ZoneOffsetTransition next = zone.getRules().nextTransition(BEGIN);
                while (next != null && next.getInstant().isBefore(END)) {
                    changes.add(new Change(zone, next));
                    next = zone.getRules().nextTransition(next.getInstant());
                }
            }
        }
        return changes;
    }
}
