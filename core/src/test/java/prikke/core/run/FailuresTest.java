package prikke.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import prikke.core.db.Dialect;
import prikke.core.job.Job;
import prikke.core.job.TestDraft;

/** What failed, by job and error. */
@ParameterizedClass
@EnumSource(Dialect.class)
class FailuresTest {
    private static final long NODE = 7;

    private final QueueFixture f;
    private final Failures failures;

    FailuresTest(Dialect dialect) {
        f = new QueueFixture(dialect);
        failures = new Failures(f.database());
    }

    @AfterEach
    void close() {
        f.close();
    }

    @Test
    void failures_of_one_job_that_ended_alike_are_one_group_and_those_before_the_window_are_in_none() {
        Job nightly = f.job("key", "nightly");
        Job hourly = f.job("key", "hourly");
        failed(nightly, 0);
        failed(nightly, 1);
        failed(nightly, 3);
        failed(hourly, 2);
        f.jobs.delete(f.caller, "hourly");

        Failures.Report report = failures.since(f.caller, second(1));

        assertThat(report.all()).isTrue();
        assertThat(report.groups()).extracting(Failures.Group::key).containsExactly("nightly", "hourly");
        assertThat(report.groups()).extracting(Failures.Group::deleted).containsExactly(false, true);
        assertThat(report.groups().getFirst()).satisfies(group -> {
            assertThat(group.alike()).isEqualTo(new Failures.Alike(nightly.id(), ExecutionStatus.FAILED, "reset", null));
            assertThat(group.message()).isEqualTo("The connection broke");
            assertThat(group.count()).isEqualTo(2);
            assertThat(group.first()).isEqualTo(second(1));
            assertThat(group.last()).isEqualTo(second(3));
        });
    }

    @Test
    void one_offs_are_one_group_however_many_jobs_they_are() {
        for (int i = 0; i < 3; i++) failed(oneOff(i), 1 + i);

        assertThat(failures.since(f.caller, second(0)).groups()).singleElement().satisfies(group -> {
            assertThat(group.alike().job()).isNull();
            assertThat(group.key()).isNull();
            assertThat(group.count()).isEqualTo(3);
        });
    }

    @Test
    void what_was_missed_is_told_with_the_reason() {
        Job nightly = f.job("key", "nightly");
        Planned planned = f.planned(nightly, Trigger.SCHEDULE, second(1));
        f.run(tx -> f.queue.insert(tx, List.of(planned), Holder.NONE));
        f.run(tx -> f.queue.miss(tx, nightly.id(), second(2), second(9), "the daemon was away"));

        assertThat(failures.since(f.caller, second(0)).groups()).singleElement().satisfies(group -> {
            assertThat(group.alike().status()).isEqualTo(ExecutionStatus.MISSED);
            assertThat(group.message()).isEqualTo("the daemon was away");
        });
    }

    @Test
    void of_very_many_failures_the_latest_are_counted_and_it_is_said_that_there_are_more() {
        Job nightly = f.job("key", "nightly");
        for (int i = 0; i < 5; i++) failed(nightly, i);

        List<Failures.Group> groups = f.write(tx -> new FailureStore().groups(tx, f.caller.org(), second(0), 3, 9));

        assertThat(groups).singleElement().satisfies(group -> {
            assertThat(group.count()).isEqualTo(3);
            assertThat(group.first()).isEqualTo(second(2));
        });
        assertThat(Failures.Report.of(counted(groups.getFirst(), Failures.MOST_COUNTED - 1)).all()).isTrue();
        assertThat(Failures.Report.of(counted(groups.getFirst(), Failures.MOST_COUNTED)).all()).isFalse();
    }

    private static List<Failures.Group> counted(Failures.Group g, long count) {
        return List.of(new Failures.Group(g.alike(), g.key(), g.deleted(), g.message(), count, g.first(), g.last()));
    }

    @Test
    void a_group_is_replayed_and_nothing_else() {
        Job nightly = f.job("key", "nightly");
        Job hourly = f.job("key", "hourly");
        Planned late = timedOut(nightly, 2);
        Planned broken = failed(nightly, 3);
        failed(hourly, 4);
        Planned once = failed(oneOff(5), 5);
        f.clock.set(second(60));

        for (Failures.Group group : failures.since(f.caller, second(0)).groups()) {
            if (nightly.id().equals(group.alike().job())) {
                Planned only = group.alike().status() == ExecutionStatus.FAILED ? broken : late;
                assertThat(originals(group.alike())).containsExactly(only.id());
            }
            if (group.alike().job() == null) assertThat(originals(group.alike())).containsExactly(once.id());
        }
        Failures.Alike other = new Failures.Alike(hourly.id(), ExecutionStatus.FAILED, "reset", 500);
        assertThat(originals(other)).as("another answer").isEmpty();
    }

    private List<UUID> originals(Failures.Alike alike) {
        return f.replays.alike(f.caller, alike, second(0)).ids().stream().map(id -> Objects.requireNonNull(f.execution(id).replayOf())).toList();
    }

    private Job oneOff(int second) {
        return f.jobs.create(f.caller, TestDraft.of("runAt", second(second).toString())).job();
    }

    private Planned failed(Job job, int second) {
        return ended(job, second, f::failure);
    }

    private Planned timedOut(Job job, int second) {
        return ended(job, second, claim -> {
            Finish failure = f.failure(claim);
            return new Finish(failure.claim(), failure.result(), new Finish.End(ExecutionStatus.TIMEOUT, null));
        });
    }

    private Planned ended(Job job, int second, Function<Claim, Finish> how) {
        Planned planned = f.planned(job, Trigger.SCHEDULE, second(second));
        f.run(tx -> f.queue.insert(tx, List.of(planned), Holder.NONE));
        f.clock.set(second(second));
        Claim claim = f.write(tx -> f.queue.claim(tx, NODE, f.clock.instant(), List.of(planned.id()))).getFirst();
        f.queue.finish(NODE, List.of(how.apply(claim)));
        return planned;
    }

    private static Instant second(int second) {
        return QueueFixture.T.plusSeconds(second);
    }
}
