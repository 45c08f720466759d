package prikke.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import prikke.core.db.Dialect;
import prikke.core.job.Job;

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

        List<Failures.Group> groups = failures.since(f.caller, second(1));

        assertThat(groups).extracting(Failures.Group::key).containsExactly("nightly", "hourly");
        assertThat(groups.getFirst()).satisfies(group -> {
            assertThat(group.job()).isEqualTo(nightly.id());
            assertThat(group.status()).isEqualTo(ExecutionStatus.FAILED);
            assertThat(group.message()).isEqualTo("The connection broke");
            assertThat(group.count()).isEqualTo(2);
            assertThat(group.first()).isEqualTo(second(1));
            assertThat(group.last()).isEqualTo(second(3));
        });
    }

    private void failed(Job job, int second) {
        Planned planned = f.planned(job, Trigger.SCHEDULE, second(second));
        f.run(tx -> f.queue.insert(tx, List.of(planned), Holder.NONE));
        f.clock.set(second(second));
        Claim claim = f.write(tx -> f.queue.claim(tx, NODE, f.clock.instant(), List.of(planned.id()))).getFirst();
        f.queue.finish(NODE, List.of(f.failure(claim)));
    }

    private static Instant second(int second) {
        return QueueFixture.T.plusSeconds(second);
    }
}
