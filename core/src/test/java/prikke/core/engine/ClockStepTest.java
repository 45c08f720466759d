package prikke.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import prikke.core.db.Dialect;
import prikke.core.job.Job;
import prikke.core.run.ExecutionStatus;

/** A clock that is set, forward or back, under a running engine. */
@ParameterizedClass
@EnumSource(Dialect.class)
@Timeout(60)
class ClockStepTest {
    private final EngineFixture f;

    ClockStepTest(Dialect dialect) {
        f = new EngineFixture(dialect);
    }

    @AfterEach
    void close() {
        f.close();
    }

    private void seconds(int count) {
        for (int i = 0; i < count; i++) f.turn(Duration.ofSeconds(1));
    }

    private static List<String> every(int step, int from, int to) {
        return LongStream.iterate(from, at -> at <= to, at -> at + step).mapToObj(at -> at + " success").toList();
    }

    @Test
    void set_forward_no_occurrence_is_dropped_or_doubled() {
        Job job = f.job("every", "10s", "misfire", "run_all");
        seconds(25);

        f.clock.advance(Duration.ofMinutes(10));
        f.turn();
        seconds(15);

        assertThat(f.story(job)).startsWith(every(10, 10, 640).toArray(String[]::new));
        assertThat(f.delivered().values()).containsOnly(1L);
    }

    @Test
    void set_forward_what_the_policy_does_not_make_up_for_is_on_record_as_missed() {
        Job job = f.job("every", "10s", "misfireGrace", "1s");
        seconds(25);

        f.clock.advance(Duration.ofMinutes(7));
        f.turn();

        assertThat(f.history(job)).hasSizeGreaterThan(40).allSatisfy(e -> assertThat(e.status())
                .isIn(ExecutionStatus.SUCCESS, ExecutionStatus.MISSED, ExecutionStatus.PENDING));
        assertThat(f.history(job)).extracting(e -> Duration.between(EngineFixture.T, e.scheduledFor()).toSeconds() / 10)
                .isEqualTo(LongStream.rangeClosed(1, f.history(job).size()).boxed().toList());
    }

    @Test
    void set_back_nothing_runs_twice_and_when_the_time_has_come_again_it_goes_on() {
        Job job = f.job("every", "10s");
        seconds(65);
        UUID waiting = f.post("delay", "3s");

        f.clock.set(EngineFixture.T.plusSeconds(5));
        seconds(60);
        assertThat(f.delivered().values()).containsOnly(1L);
        assertThat(f.execution(waiting).status()).isEqualTo(ExecutionStatus.PENDING);
        seconds(30);

        assertThat(f.story(job)).startsWith(every(10, 10, 90).toArray(String[]::new));
        assertThat(f.delivered().values()).containsOnly(1L);
        assertThat(f.execution(waiting).status()).isEqualTo(ExecutionStatus.SUCCESS);
    }
}
