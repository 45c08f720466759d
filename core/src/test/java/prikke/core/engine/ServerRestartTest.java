package prikke.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import prikke.core.account.Caller;
import prikke.core.account.TestOrganization;
import prikke.core.crypto.TestVault;
import prikke.core.db.Database;
import prikke.core.db.PostgresServer;
import prikke.core.job.Job;
import prikke.core.job.Jobs;
import prikke.core.job.TestDraft;
import prikke.core.run.Execution;
import prikke.core.run.ExecutionFilter;
import prikke.core.run.ExecutionStatus;
import prikke.core.run.Executions;

/** The database's server is stopped and started again under an engine at work. */
@Timeout(120)
class ServerRestartTest {
    private static final InstantSource CLOCK = Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));

    @TempDir
    private Path folder = Path.of("");

    private final Queue<UUID> acknowledged = new ConcurrentLinkedQueue<>();
    private final AtomicInteger refused = new AtomicInteger();

    @Test
    void jobs_go_on_and_nothing_acknowledged_is_lost_and_nothing_is_made_twice() throws InterruptedException {
        try (PostgresServer server = PostgresServer.startIn(folder.resolve("data"));
                Database database = Database.open(server.config("postgres"));
                Receiver receiver = new Receiver()) {
            Caller caller = TestOrganization.in(database).member();
            EngineConfig config = new EngineConfig("n", 64, Duration.ofSeconds(5), EgressPolicy.ALLOW_PRIVATE);
            Engine engine = new Engine(database, CLOCK, config, org -> List.of(), TestVault.SEALS);
            try (Jobs jobs = new Jobs(database, CLOCK, engine.executor(), TestVault.SEALS)) {
                Executions executions = new Executions(database, CLOCK, jobs, engine.intake(), engine.completions());
                engine.start();
                Job tick = jobs.create(caller, TestDraft.of("url", receiver.url(), "every", "1s")).job();
                AtomicBoolean stop = new AtomicBoolean();
                Thread poster = Thread.ofPlatform().start(() -> post(jobs, caller, receiver.url(), stop));
                receiver.await(100);

                server.restart(() -> await().until(() -> refused.get() > 0));
                int before = acknowledged.size();
                await().atMost(Duration.ofSeconds(30)).until(() -> acknowledged.size() > before + 100);
                stop.set(true);
                poster.join();
                await().atMost(Duration.ofSeconds(30)).until(() -> acknowledged.stream()
                        .allMatch(id -> executions.get(caller, id).status() == ExecutionStatus.SUCCESS));
                await().until(() -> history(executions, caller, tick).size() > 5);
                jobs.pause(caller, tick.id().toString());

                assertThat(engine.alive()).isTrue();
                Map<String, Long> deliveries = receiver.requests().stream()
                        .collect(Collectors.groupingBy(r -> r.header("Prikke-Execution-Id"), Collectors.counting()));
                assertThat(deliveries).allSatisfy((id, times) -> assertThat(times).as("deliveries of %s", id).isEqualTo(1));
                assertThat(deliveries.keySet()).containsAll(acknowledged.stream().map(UUID::toString).toList());
                assertThatEverySecondHasItsOwn(executions, caller, tick);
            } finally {
                engine.close();
            }
        }
    }

    /** One job after the other; what is not acknowledged may have been made or not. */
    private void post(Jobs jobs, Caller caller, String url, AtomicBoolean stop) {
        while (!stop.get()) {
            try {
                acknowledged.add(Objects.requireNonNull(jobs.create(caller, TestDraft.of("url", url)).execution()));
            } catch (RuntimeException e) {
                if (!Database.isAway(e)) throw e;
                refused.incrementAndGet();
            }
        }
    }

    private static void assertThatEverySecondHasItsOwn(Executions executions, Caller caller, Job tick) {
        List<Instant> occurrences = history(executions, caller, tick).reversed().stream().map(Execution::scheduledFor).toList();
        for (int i = 1; i < occurrences.size(); i++) {
            assertThat(occurrences.get(i)).isEqualTo(occurrences.get(i - 1).plusSeconds(1));
        }
    }

    private static List<Execution> history(Executions executions, Caller caller, Job job) {
        return executions.list(caller, new ExecutionFilter(job.id(), null, null, null, null, null, 200));
    }
}
