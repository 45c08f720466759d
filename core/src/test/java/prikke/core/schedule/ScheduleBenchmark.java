package prikke.core.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What schedules cost. Run it with {@code scripts/bench/schedule}. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ScheduleBenchmark {

    private static final ZoneId OSLO = ZoneId.of("Europe/Oslo");
    private static final Instant FROM = Instant.parse("2025-03-01T12:00:00Z");
    private static final Instant MONTH_LATER = Instant.parse("2025-04-01T12:00:00Z");

    /** An expression and the instant after which the next occurrence is asked for. */
    @State(Scope.Thread)
    public static class Expression {
        @Param({
            "* * * * *",
            "*/15 * * * *",
            "30 2 * * *",
            "0 9 * * MON-FRI",
            "*/10 * * * * *",
            "0 0 1 1 *",
            "0 0 LW * *",
            "0 0 29 2 *",
            "0 0 * 2 MON#5"
        })
        public String text = "* * * * *";

        private Timetable timetable() {
            return new Timetable(Cron.parse(text, OSLO, DstPolicy.CRONIE, 7), null, null);
        }
    }

    /** An expression that is parsed already. */
    @State(Scope.Thread)
    public static class Parsed {
        private Timetable timetable = new Timetable(new Once(FROM), null, null);

        @Setup
        public void parse(Expression expression) {
            timetable = expression.timetable();
        }
    }

    @Benchmark
    public Timetable parse(Expression expression) {
        return expression.timetable();
    }

    @Benchmark
    public Optional<Instant> next(Parsed parsed) {
        return parsed.timetable.next(FROM);
    }

    @Benchmark
    public Optional<Instant> latestOfAMonth(Parsed parsed) {
        return parsed.timetable.latest(FROM, MONTH_LATER);
    }

    @Benchmark
    public long countOfAMonth(Parsed parsed) {
        return parsed.timetable.count(FROM, MONTH_LATER);
    }

    @Benchmark
    public String words(Parsed parsed) {
        return parsed.timetable.description();
    }
}
