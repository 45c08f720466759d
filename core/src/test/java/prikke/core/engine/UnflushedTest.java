package prikke.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import prikke.core.db.Dialect;
import prikke.core.db.NotOnDiskException;
import prikke.core.db.TestDatabase;
import prikke.core.db.Unflushable;
import prikke.core.run.ExecutionStatus;

/** The engine when commits succeed and the disk does not take them. */
@Timeout(60)
class UnflushedTest {
    private final TestDatabase on = TestDatabase.of(Dialect.H2);
    private final Unflushable unflushable = new Unflushable(on);
    private final EngineFixture f = new EngineFixture(on, unflushable.database());

    @AfterEach
    void close() {
        f.close();
    }

    @Test
    void what_was_posted_meanwhile_is_not_acknowledged_and_yet_runs_once_since_it_was_committed() {
        unflushable.fail();

        assertThatThrownBy(() -> f.post("key", "once")).isInstanceOf(NotOnDiskException.class);
        unflushable.mend();
        f.turn();
        assertThat(f.receiver.requests()).as("nobody knows of it").isEmpty();

        f.beatFor(Duration.ofSeconds(20));
        f.turn();
        assertThat(f.receiver.requests()).as("it was committed: it is found, and runs once").hasSize(1);
        assertThat(f.held()).isZero();
    }

    @Test
    void what_was_claimed_meanwhile_is_let_go_and_runs_once() {
        UUID id = f.post("delay", "5s");
        f.clock.advance(Duration.ofSeconds(4));
        unflushable.fail();
        assertThatThrownBy(() -> f.engine.claimer.tick(f.clock.instant())).isInstanceOf(NotOnDiskException.class);
        unflushable.mend();
        f.turn(Duration.ofSeconds(2));
        assertThat(f.receiver.requests()).as("held by this node, which does not know it").isEmpty();

        f.beatFor(Duration.ofSeconds(20));
        f.turn();

        assertThat(f.execution(id).status()).isEqualTo(ExecutionStatus.SUCCESS);
        assertThat(f.receiver.requests()).hasSize(1);
    }

    @Test
    void what_an_attempt_came_to_is_recorded_once_however_often_the_recorder_has_to_try() {
        f.receiver.hold();
        f.engine.begin();
        UUID id = f.post();
        f.receiver.await(1);
        unflushable.fail();
        f.receiver.letGo();
        await().until(() -> f.execution(id).status() == ExecutionStatus.SUCCESS);
        unflushable.mend();

        UUID next = f.post();
        await().until(() -> f.execution(next).status() == ExecutionStatus.SUCCESS);
        assertThat(f.attempts(id)).hasSize(1);
        assertThat(f.receiver.requests()).hasSize(2);
        assertThat(f.held()).isZero();
    }
}
