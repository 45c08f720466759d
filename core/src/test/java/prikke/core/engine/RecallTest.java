package prikke.core.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import prikke.core.db.Dialect;
import prikke.core.job.Job;
import prikke.core.job.TestDraft;
import prikke.core.run.ExecutionStatus;

/** What one node holds when another cancels it, or pauses or edits its job. */
@Timeout(60)
class RecallTest {
    private final EngineFixture f = new EngineFixture(Dialect.POSTGRESQL);
    private final Engine holder = f.engine;

    @AfterEach
    void close() {
        f.close();
    }

    /** From here on the fixture asks another engine, while the one that holds things lives on. */
    private void throughAnother() {
        assertThat(f.held()).isEqualTo(1);
        holder.beat();
        f.crash();
        f.engine.enter();
    }

    /** The holder hears of it, and time goes by on both. */
    private void goOn(Duration time) {
        holder.recall();
        f.clock.advance(time);
        holder.turn(Duration.ofSeconds(5));
        f.turn();
    }

    @Test
    void what_is_cancelled_does_not_begin() {
        UUID id = f.post("delay", "1s");
        throughAnother();

        f.executions.cancel(f.caller, id);
        assertThat(f.execution(id).status()).as("its holder has not heard of it").isEqualTo(ExecutionStatus.PENDING);
        goOn(Duration.ofSeconds(2));

        assertThat(f.execution(id).status()).isEqualTo(ExecutionStatus.CANCELLED);
        assertThat(f.receiver.requests()).isEmpty();
        assertThat(f.held()).isZero();
    }

    @Test
    void what_is_to_come_of_a_paused_job_leaves_no_record_and_comes_again_when_it_is_resumed_in_time() {
        Job job = f.job("key", "tick", "every", "10s");
        f.turn(Duration.ofSeconds(9));
        throughAnother();

        f.jobs.pause(f.caller, "tick");
        holder.recall();
        assertThat(f.history(job)).isEmpty();
        f.jobs.resume(f.caller, "tick");
        goOn(Duration.ofSeconds(1));

        assertThat(f.story(job)).first().isEqualTo("10 success");
        assertThat(f.receiver.requests()).hasSize(1);
    }

    @Test
    void a_job_paused_does_not_run_though_another_node_held_its_next_occurrence() {
        Job job = f.job("key", "tick", "every", "10s");
        f.turn(Duration.ofSeconds(9));
        throughAnother();

        f.jobs.pause(f.caller, "tick");
        goOn(Duration.ofSeconds(5));

        assertThat(f.receiver.requests()).isEmpty();
        assertThat(f.history(job)).isEmpty();
        assertThat(f.held()).isZero();
    }

    @Test
    void paused_and_resumed_before_its_holder_has_heard_of_either_it_runs_once() {
        Job job = f.job("key", "tick", "every", "10s");
        f.turn(Duration.ofSeconds(9));
        throughAnother();

        f.jobs.pause(f.caller, "tick");
        f.jobs.resume(f.caller, "tick");
        goOn(Duration.ofSeconds(1));

        assertThat(f.story(job)).first().isEqualTo("10 success");
        assertThat(f.receiver.requests()).hasSize(1);
    }

    @Test
    void an_edit_applies_to_an_occurrence_that_another_node_held() {
        f.job("key", "tick", "every", "10s", "body", "old");
        f.turn(Duration.ofSeconds(9));
        throughAnother();

        f.jobs.update(f.caller, "tick", d -> TestDraft.with(d, "body", "new", "priority", 9));
        goOn(Duration.ofSeconds(1));

        assertThat(f.receiver.requests()).singleElement().satisfies(r -> assertThat(r.body()).asString(UTF_8).isEqualTo("new"));
        assertThat(f.held()).isZero();
    }

    @Test
    void an_occurrence_that_an_edit_does_away_with_does_not_come() {
        Job job = f.job("key", "tick", "every", "10s");
        f.turn(Duration.ofSeconds(9));
        throughAnother();

        f.jobs.update(f.caller, "tick", d -> TestDraft.with(d, "every", "1h"));
        goOn(Duration.ofSeconds(2));

        assertThat(f.receiver.requests()).isEmpty();
        assertThat(f.history(job)).isEmpty();
    }

    @Test
    void a_one_off_edited_runs_once_as_it_is_now_and_one_moved_at_its_new_time() {
        UUID id = f.post("key", "once", "runAt", "2030-01-01T00:00:01Z", "body", "old");
        throughAnother();

        f.jobs.update(f.caller, "once", d -> TestDraft.with(d, "body", "new"));
        goOn(Duration.ofSeconds(1));

        assertThat(f.receiver.requests()).singleElement().satisfies(r -> assertThat(r.body()).asString(UTF_8).isEqualTo("new"));
        assertThat(f.execution(id).status()).isEqualTo(ExecutionStatus.SUCCESS);
    }

    @Test
    void a_one_off_moved_to_another_instant_runs_then_and_then_only() {
        f.post("key", "once", "runAt", "2030-01-01T00:00:01Z");
        throughAnother();

        f.jobs.update(f.caller, "once", d -> TestDraft.with(d, "runAt", "2030-01-01T00:00:04Z"));
        goOn(Duration.ofSeconds(1));
        assertThat(f.receiver.requests()).isEmpty();
        goOn(Duration.ofSeconds(3));

        assertThat(f.receiver.requests()).hasSize(1);
        assertThat(f.held()).isZero();
    }

    @Test
    void what_has_begun_ends_as_it_does() {
        f.receiver.hold();
        UUID id = f.post("key", "once");
        f.receiver.await(1);
        throughAnother();

        f.jobs.pause(f.caller, "once");
        holder.recall();
        f.receiver.letGo();
        holder.turn(Duration.ofSeconds(5));

        assertThat(f.execution(id).status()).isEqualTo(ExecutionStatus.SUCCESS);
        assertThat(f.receiver.requests()).hasSize(1);
    }
}
