package prikke.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import prikke.core.ProblemException;
import prikke.core.ProblemException.Kind;
import prikke.core.account.TestOrganization;
import prikke.core.db.Dialect;
import prikke.core.job.Job;

/** Making the requests of ended executions again. */
@ParameterizedClass
@EnumSource(Dialect.class)
class ReplaysTest {
    private static final long NODE = 7;

    private final QueueFixture f;
    private final Job nightly;

    ReplaysTest(Dialect dialect) {
        f = new QueueFixture(dialect);
        nightly = f.job("key", "nightly", "priority", 3);
    }

    @AfterEach
    void close() {
        f.close();
    }

    @Test
    void failures_are_replayed_the_latest_first_and_each_names_what_it_repeats() {
        UUID first = failed(nightly, 1);
        succeeded(nightly, 2);
        UUID second = failed(nightly, 3);
        pass(10);

        Replays.Replayed replayed = replay(filter(null, null, null, null, 1000));

        assertThat(replayed.more()).isFalse();
        assertThat(replayed.ids()).map(id -> f.execution(id).replayOf()).containsExactly(second, first);
        assertThat(f.execution(replayed.ids().getFirst())).satisfies(again -> {
            assertThat(again.trigger()).isEqualTo(Trigger.REPLAY);
            assertThat(again.status()).isEqualTo(ExecutionStatus.PENDING);
            assertThat(again.scheduledFor()).isEqualTo(f.clock.instant());
            assertThat(again.priority()).isEqualTo(3);
        });
    }

    @Test
    void what_has_been_replayed_is_not_replayed_again_but_its_failed_replay_is() {
        failed(nightly, 1);
        pass(10);
        UUID again = replay(filter(null, null, null, null, 1000)).ids().getFirst();

        assertThat(replay(filter(null, null, null, null, 1000)).ids()).as("while it waits").isEmpty();
        fail(again);
        pass(10);

        List<UUID> third = replay(filter(null, null, null, null, 1000)).ids();
        assertThat(third).map(id -> f.execution(id).replayOf()).containsExactly(again);
        assertThat(f.replays.one(f.caller, again).replayOf()).as("asked for by its id, it is").isEqualTo(again);
    }

    @Test
    void so_many_at_the_most_are_replayed_and_the_same_call_goes_on() {
        List<UUID> failures = new ArrayList<>();
        for (int i = 0; i < 230; i++) failures.addFirst(failed(nightly, 1 + i));
        pass(300);

        Replays.Replayed some = replay(filter(null, null, null, null, 120));
        Replays.Replayed rest = replay(filter(null, null, null, null, 120));

        assertThat(some.more()).isTrue();
        assertThat(rest.more()).isFalse();
        assertThat(some.ids()).map(id -> f.execution(id).replayOf()).containsExactlyElementsOf(failures.subList(0, 120));
        assertThat(rest.ids()).map(id -> f.execution(id).replayOf()).containsExactlyElementsOf(failures.subList(120, 230));
    }

    @Test
    void they_are_chosen_by_job_status_queue_and_time() {
        Job other = f.job("key", "other", "queue", "reports");
        UUID early = failed(nightly, 1);
        UUID late = failed(nightly, 100);
        UUID queued = failed(other, 50);
        UUID good = succeeded(nightly, 60);
        pass(200);

        assertThat(originals(filter(null, null, null, second(50), 9))).containsExactly(early);
        assertThat(originals(filter(nightly.id(), null, second(50), null, 9))).containsExactly(late);
        assertThat(originals(filter(null, null, null, null, 9, "reports"))).containsExactly(queued);
        assertThat(originals(filter(null, ExecutionStatus.SUCCESS, null, null, 9))).containsExactly(good);
    }

    @Test
    void what_has_not_ended_what_is_anothers_and_what_a_deleted_job_left_is_not_replayed() {
        Job gone = f.job("key", "gone");
        failed(gone, 1);
        f.jobs.delete(f.caller, "gone");
        failed(nightly, 2);
        pass(10);

        ProblemException refused = catchThrowableOfType(
                ProblemException.class, () -> replay(filter(null, ExecutionStatus.RUNNING, null, null, 9)));
        assertThat(refused.kind()).isEqualTo(Kind.INVALID);
        ExecutionFilter all = filter(null, null, null, null, 9);
        assertThat(f.replays.many(TestOrganization.in(f.database()).member(), all).ids()).isEmpty();
        assertThat(replay(all).ids()).hasSize(1);
    }

    private Replays.Replayed replay(ExecutionFilter filter) {
        return f.replays.many(f.caller, filter);
    }

    private List<UUID> originals(ExecutionFilter filter) {
        return replay(filter).ids().stream().map(id -> f.execution(id).replayOf()).toList();
    }

    private static ExecutionFilter filter(
            @Nullable UUID job, @Nullable ExecutionStatus status, @Nullable Instant since, @Nullable Instant until, int limit) {
        return new ExecutionFilter(job, status, null, since, until, null, limit);
    }

    private static ExecutionFilter filter(
            @Nullable UUID job, @Nullable ExecutionStatus status, @Nullable Instant since, @Nullable Instant until, int limit, String queue) {
        return new ExecutionFilter(job, status, queue, since, until, null, limit);
    }

    private UUID failed(Job job, int second) {
        UUID id = planned(job, second);
        fail(id);
        return id;
    }

    private UUID succeeded(Job job, int second) {
        UUID id = planned(job, second);
        f.queue.finish(NODE, List.of(f.success(claim(id))));
        return id;
    }

    private void fail(UUID id) {
        f.queue.finish(NODE, List.of(f.failure(claim(id))));
    }

    private UUID planned(Job job, int second) {
        Planned planned = f.planned(job, Trigger.SCHEDULE, second(second));
        f.run(tx -> f.queue.insert(tx, List.of(planned), Holder.NONE));
        return planned.id();
    }

    private Claim claim(UUID id) {
        return f.write(tx -> f.queue.claim(tx, NODE, f.clock.instant(), List.of(id))).getFirst();
    }

    private void pass(int seconds) {
        f.clock.set(f.clock.instant().plusSeconds(seconds));
    }

    private static Instant second(int second) {
        return QueueFixture.T.plusSeconds(second);
    }
}
