package prikke.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import prikke.core.db.Dialect;

/** What becomes of an execution whose attempts are lost with the daemons that made them, again and again. */
@ParameterizedClass
@EnumSource(Dialect.class)
class LossTest {
    private static final long NODE = 7;
    private static final Instant T = QueueFixture.T;

    private final QueueFixture f;
    private final Planned planned;

    LossTest(Dialect dialect) {
        f = new QueueFixture(dialect);
        planned = f.planned(f.job("retries", 0), Trigger.ONCE, T);
        f.run(tx -> f.queue.insert(tx, List.of(planned), Holder.NONE));
    }

    @AfterEach
    void close() {
        f.close();
    }

    private Claim lose() {
        Claim claim = f.queue.claim(NODE, T, T.plus(Duration.ofDays(1)), Room.of(10)).getFirst();
        f.queue.reap(NODE, "n1", T.plus(Duration.ofDays(1)), T);
        return claim;
    }

    @Test
    void the_first_time_it_is_due_again_at_once_and_then_at_different_times() {
        lose();
        assertThat(lose().dueAt()).as("after the first loss").isEqualTo(T);

        for (int i = 2; i < 9; i++) {
            assertThat(lose().dueAt()).isBetween(T, T.plus(Duration.ofMinutes(1)));
        }
    }

    @Test
    void after_ten_losses_it_is_given_up_with_all_its_attempts_on_record() {
        for (int i = 0; i < LossStore.MOST_LOST; i++) {
            assertThat(f.execution(planned.id()).status().ended()).isFalse();
            lose();
        }

        Execution given = f.execution(planned.id());
        assertThat(given.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(given.reason()).contains("the daemon stopped in the middle of 10 attempts");
        assertThat(f.attempts(planned.id())).hasSize(10).extracting(a -> a.result().status()).containsOnly(AttemptStatus.LOST);
        assertThat(f.places(planned.id())).isEqualTo("ended");
    }

    @Test
    void losses_are_not_charged_to_the_retries() {
        for (int i = 0; i < 3; i++) lose();

        assertThat(f.queue.claim(NODE, T, T.plus(Duration.ofDays(1)), Room.of(10)).getFirst().failures()).isEqualTo(1);
    }
}
