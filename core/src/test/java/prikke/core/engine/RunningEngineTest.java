package prikke.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import prikke.core.account.Caller;
import prikke.core.account.TestOrganization;
import prikke.core.crypto.TestVault;
import prikke.core.db.Dialect;
import prikke.core.db.TestDatabase;
import prikke.core.job.Job;
import prikke.core.job.Jobs;
import prikke.core.job.TestDraft;
import prikke.core.run.Execution;
import prikke.core.run.ExecutionFilter;
import prikke.core.run.ExecutionStatus;
import prikke.core.run.Executions;

/** The whole engine with its own threads on the real clock. */
@ParameterizedClass
@EnumSource(Dialect.class)
@Timeout(60)
@Isolated("measures how late")
class RunningEngineTest {
    private static final InstantSource CLOCK = Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));

    private final Dialect dialect;

    RunningEngineTest(Dialect dialect) {
        this.dialect = dialect;
    }

    @Test
    void jobs_are_delivered_on_time_and_a_stop_leaves_nothing_held() {
        try (TestDatabase on = TestDatabase.of(dialect);
                Receiver receiver = new Receiver()) {
            Caller caller = TestOrganization.in(on.database()).member();
            Engine engine = new Engine(
                    on.database(), CLOCK, new EngineConfig("n", 64, Duration.ofSeconds(5), EgressPolicy.ALLOW_PRIVATE), org -> List.of(), TestVault.SEALS);
            try (Jobs jobs = new Jobs(on.database(), CLOCK, engine.executor(), TestVault.SEALS)) {
                Executions executions = new Executions(on.database(), CLOCK, jobs, engine.intake(), engine.completions());
                engine.start();
                Job tick = jobs.create(caller, TestDraft.of("url", receiver.url(), "every", "1s")).job();
                receiver.await(3);

                UUID now = Objects.requireNonNull(jobs.create(caller, TestDraft.of("url", receiver.url())).execution());
                assertThat(executions.await(caller, now, Duration.ofSeconds(20)).status()).isEqualTo(ExecutionStatus.SUCCESS);
                assertThat(executions.get(caller, now).lag()).isLessThan(Duration.ofSeconds(1));
                engine.close();

                ofJob(executions, caller, tick).filteredOn(e -> e.status() == ExecutionStatus.SUCCESS).hasSizeGreaterThanOrEqualTo(3)
                        .allSatisfy(e -> assertThat(e.lag()).isBetween(Duration.ZERO, Duration.ofSeconds(1)));
                ofJob(executions, caller, tick).noneMatch(e -> e.status() == ExecutionStatus.RUNNING);
                assertThat(engine.queue().holders()).isEmpty();
                assertThat(receiver.requests()).extracting(r -> r.header("Webhook-Id")).doesNotHaveDuplicates();
            } finally {
                engine.close();
            }
        }
    }

    private static ListAssert<Execution> ofJob(Executions executions, Caller caller, Job job) {
        return assertThat(executions.list(caller, new ExecutionFilter(job.id(), null, null, null, null, null, 100)));
    }
}
