package prikke.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import prikke.core.account.Caller;
import prikke.core.account.TestOrganization;
import prikke.core.crypto.TestVault;
import prikke.core.db.Dialect;
import prikke.core.db.TestDatabase;
import prikke.core.job.Job;
import prikke.core.job.Jobs;
import prikke.core.job.TestDraft;
import prikke.core.run.QueueDraft;
import prikke.core.run.Queues;

/**
 * Two nodes on one PostgreSQL, one of which only takes jobs in: what it can't begin itself wakes the other, which by itself would look
 * a quarter of a second after it last did.
 */
@Timeout(60)
@Isolated("measures how soon")
class BellTest {
    private static final InstantSource CLOCK = Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
    private static final int TIMES = 12;

    /** Well below {@link EngineConfig#POLL}, which is what it would take without. */
    private static final long SOON_MILLIS = 100;

    private final TestDatabase on = TestDatabase.of(Dialect.POSTGRESQL);
    private final Receiver receiver = new Receiver();
    private final Caller caller = TestOrganization.in(on.database()).member();
    private final Engine running = engine("running");
    private final Engine taking = engine("taking");
    private final Jobs jobs = new Jobs(on.database(), CLOCK, taking.executor(), TestVault.SEALS);

    private Engine engine(String name) {
        return new Engine(on.database(), CLOCK, new EngineConfig(name, 64, Duration.ofSeconds(5), EgressPolicy.ALLOW_PRIVATE), org -> List.of(), TestVault.SEALS);
    }

    @BeforeEach
    void start() {
        running.start();
        post();
        receiver.await(1);
    }

    @AfterEach
    void close() {
        jobs.close();
        running.close();
        receiver.close();
        on.close();
    }

    private void post(@Nullable Object... namesAndValues) {
        Objects.requireNonNull(jobs.create(caller, TestDraft.with(TestDraft.of("url", receiver.url()), namesAndValues)).execution());
    }

    /** Does something over and over that has a request come, and says how long that took half of the times at the most. */
    private long usualMillis(Runnable before, Runnable cause) {
        List<Long> millis = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            before.run();
            int seen = receiver.requests().size();
            long start = System.nanoTime();
            cause.run();
            receiver.await(seen + 1);
            millis.add((receiver.requests().getLast().nanos() - start) / 1_000_000);
        }
        return millis.stream().sorted().skip(TIMES / 2).findFirst().orElseThrow();
    }

    @Test
    void what_is_due_and_held_by_nobody_is_begun_by_another_node_at_once() {
        assertThat(usualMillis(() -> {}, this::post)).isLessThan(SOON_MILLIS);
    }

    @Test
    void what_comes_to_a_gate_goes_through_it_at_once() {
        assertThat(usualMillis(() -> await().until(() -> running.queue().holders().isEmpty()), () -> post("queue", "lane")))
                .isLessThan(SOON_MILLIS);
    }

    @Test
    void what_is_paused_through_any_node_is_taken_out_of_the_hands_of_the_one_that_holds_it() {
        await().until(() -> running.queue().holders().isEmpty());
        for (int i = 0; i < 3; i++) {
            Job job = jobs.create(caller, TestDraft.of("url", receiver.url(), "delay", "1s")).job();
            await().pollInterval(Duration.ofMillis(2)).until(() -> !running.queue().holders().isEmpty());

            jobs.pause(caller, job.id().toString());

            // By itself it would look for what was recalled only every ten seconds.
            await().atMost(Duration.ofMillis(900)).pollInterval(Duration.ofMillis(2)).until(() -> running.queue().holders().isEmpty());
        }
        assertThat(receiver.requests()).as("but the first, of the start").hasSize(1);
    }

    @Test
    void what_waits_in_a_queue_goes_on_at_once_when_any_node_resumes_it() {
        Queues queues = new Queues(on.database(), CLOCK, taking.queue(), taking.completions(), () -> {});
        queues.set(caller, "lane", new QueueDraft(5, null));

        Runnable held = () -> {
            queues.pause(caller, "lane");
            post("queue", "lane");
        };
        assertThat(usualMillis(held, () -> queues.resume(caller, "lane"))).isLessThan(SOON_MILLIS);
    }
}
