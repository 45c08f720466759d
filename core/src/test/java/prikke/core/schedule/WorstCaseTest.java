package prikke.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No expression that fits is slow: neither those made to be, nor any of many random ones. The bound is 10 ms; the
 * fastest of several rounds is taken, so that a busy machine does not fail the test.
 */
@Isolated("measures how long")
class WorstCaseTest {

    private static final Duration BOUND = Duration.ofMillis(10);
    private static final List<ZoneId> ZONES = Stream.of(
                    "UTC",
                    "Europe/Oslo",
                    "America/New_York",
                    "Africa/Casablanca",
                    "Australia/Lord_Howe",
                    "Africa/Cairo")
            .map(ZoneId::of)
            .toList();
    private static final List<Instant> FROM = Stream.of(
                    "0001-01-01T00:00:00Z", "2026-01-01T00:00:00Z", "2096-03-01T00:00:00Z", "9500-01-01T00:00:00Z")
            .map(Instant::parse)
            .toList();

    static Stream<String> nastyExpressions() {
        return Stream.of(
                // Never in zones whose clocks skip these times: the search goes to its very end.
                "30 2 * 3 SUNL",
                "*/15 2 * 3 SUNL",
                "*/15 2 31 3 */7",
                "*/15 0 29 2 */7",
                // Once in decades.
                "0 0 * 2 MON#5",
                "59 59 23 29 2 */6",
                "0 0 L-28 2 */5",
                // As much to compute for each month as an expression can hold.
                "0 0 " + numbered("%dW,", 31) + numbered("L-%d,", 26) + "L 2 MON#5",
                "0 0 29W,L-28," + numbered("L-%d,", 20) + "LW 2 0#5,1#5,2#5,3#5,4#5,5#5,6#5",
                // As much to read.
                "0" + ",0".repeat(123) + " * * * *",
                "*" + "/1,*".repeat(61) + " * * *",
                "H" + "(0-9),H".repeat(35) + " * * * *",
                "* * * * * *",
                "#".repeat(255),
                ",".repeat(255),
                "9".repeat(255),
                " ".repeat(254) + "x");
    }

    @ParameterizedTest
    @MethodSource("nastyExpressions")
    void takes_less_than_10_ms_to_read_and_to_find_the_next_occurrence(String expression) {
        assertThat(expression.length()).isLessThanOrEqualTo(255);
        for (ZoneId zone : ZONES) {
            for (Instant from : FROM) {
                assertThat(fastest(() -> next(expression, zone, from)))
                        .as("%s in %s from %s", expression, zone, from)
                        .isLessThan(BOUND);
            }
        }
    }

    @Test
    void random_text_of_255_characters_is_read_or_refused_in_less_than_10_ms() {
        Random random = new Random(1);
        String alphabet = "0123456789*/-,?#LWH()@ MONFEB";
        for (int i = 0; i < 3000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = 0; j < 255; j++) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertThat(fastest(() -> next(text.toString(), ZONES.get(1), FROM.get(1))))
                    .as(text.toString())
                    .isLessThan(BOUND);
        }
    }

    @Test
    void words_for_the_longest_expression_take_less_than_10_ms() {
        Cron cron = Cron.parse(
                "0 0 " + numbered("%dW,", 31) + numbered("L-%d,", 26) + "L 2 MON#5", ZONES.get(1), DstPolicy.CRONIE, 0);
        assertThat(fastest(() -> Optional.of(cron.description()))).isLessThan(BOUND);
    }

    private static Optional<Instant> next(String expression, ZoneId zone, Instant from) {
        try {
            return Cron.parse(expression, zone, DstPolicy.SKIP, 0).next(from);
        } catch (ScheduleException e) {
            assertThat(e.faults()).isNotEmpty();
            return Optional.empty();
        }
    }

    /** By the time that the thread had a processor for: what else the machine does is no fault of the work. */
    private static Duration fastest(Supplier<Optional<?>> work) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Duration best = Duration.ofDays(1);
        for (int round = 0; round < 5 && best.compareTo(BOUND.dividedBy(2)) > 0; round++) {
            long begin = threads.getCurrentThreadCpuTime();
            Optional<?> result = work.get();
            Duration taken = Duration.ofNanos(threads.getCurrentThreadCpuTime() - begin);
            assertThat(result).isNotNull();
            best = taken.compareTo(best) < 0 ? taken : best;
        }
        return best;
    }

    private static String numbered(String format, int last) {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= last; i++) {
            text.append(format.replace("%d", Integer.toString(i)));
        }
        return text.toString();
    }
}
