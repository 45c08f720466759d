package prikke.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** {@code H} spreads jobs over the values of a field, each always to the same one. */
class HashedTest {

    private static final Instant FROM = Instant.parse("2025-01-01T00:00:00Z");

    @Property(tries = 200)
    void the_same_seed_gives_the_same_times(@ForAll long seed) {
        assertThat(times("H H H H H", seed, 20)).isEqualTo(times("H H H H H", seed, 20));
    }

    @Property(tries = 500)
    void a_hashed_value_lies_in_its_range(@ForAll long seed) {
        for (LocalDateTime time : times("H H(10-29) H(1-4) H(20-28) * *", seed, 5)) {
            assertThat(time.getMinute()).isBetween(10, 29);
            assertThat(time.getHour()).isBetween(1, 4);
            assertThat(time.getDayOfMonth()).isBetween(20, 28);
        }
    }

    @Property(tries = 500)
    void a_hashed_step_keeps_its_distance_and_its_range(@ForAll long seed) {
        List<LocalDateTime> times = times("H/15 * * * *", seed, 8);
        for (int i = 1; i < times.size(); i++) {
            assertThat(times.get(i)).isEqualTo(times.get(i - 1).plusMinutes(15));
        }
        assertThat(times("H(0-29)/10 5 * * *", seed, 3))
                .extracting(LocalDateTime::getMinute)
                .allSatisfy(minute -> assertThat(minute).isBetween(0, 29))
                .satisfies(
                        minutes -> assertThat(minutes.get(1) - minutes.get(0)).isEqualTo(10));
    }

    @Property(tries = 300)
    void a_hashed_day_comes_in_every_month(@ForAll long seed) {
        assertThat(times("0 0 H * *", seed, 12))
                .extracting(LocalDateTime::getMonthValue)
                .containsExactly(
                        times("0 0 H * *", seed, 1).getFirst().getMonthValue() == 1
                                ? new Integer[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}
                                : new Integer[] {2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 1});
    }

    @Test
    void a_job_keeps_its_times_from_release_to_release() {
        assertThat(times("H H H * *", HashSeed.of("nightly-backup"), 1).getFirst())
                .isEqualTo(LocalDateTime.of(2025, 1, 13, 15, 25));
        assertThat(times("H H H * *", HashSeed.of(new UUID(1, 2)), 1).getFirst())
                .isEqualTo(LocalDateTime.of(2025, 1, 10, 5, 19));
    }

    @Test
    void many_jobs_spread_evenly_over_the_hour() {
        TreeMap<Integer, Integer> jobsByMinute = new TreeMap<>();
        for (int i = 0; i < 6000; i++) {
            long seed = HashSeed.of("job-" + i);
            jobsByMinute.merge(times("H * * * *", seed, 1).getFirst().getMinute(), 1, Integer::sum);
        }
        assertThat(jobsByMinute).hasSize(60);
        assertThat(jobsByMinute.values()).allSatisfy(jobs -> assertThat(jobs).isBetween(60, 150));
    }

    @Test
    void the_fields_of_one_job_are_hashed_apart() {
        TreeSet<Integer> hoursOfMinuteZero = new TreeSet<>();
        for (int i = 0; i < 20_000; i++) {
            LocalDateTime time =
                    times("H H * * *", HashSeed.of(new UUID(1, i)), 1).getFirst();
            if (time.getMinute() == 0) {
                hoursOfMinuteZero.add(time.getHour());
            }
        }
        assertThat(hoursOfMinuteZero).hasSize(24);
    }

    private static List<LocalDateTime> times(String expression, long seed, int count) {
        Cron cron = Cron.parse(expression, ZoneId.of("UTC"), DstPolicy.CRONIE, seed);
        List<LocalDateTime> times = new ArrayList<>();
        Instant at = FROM.minusSeconds(1);
        for (int i = 0; i < count; i++) {
            at = cron.next(at).orElseThrow();
            times.add(LocalDateTime.ofInstant(at, ZoneOffset.UTC));
        }
        return times;
    }
}
