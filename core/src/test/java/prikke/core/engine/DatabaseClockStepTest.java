package prikke.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import prikke.core.account.Caller;
import prikke.core.account.TestOrganization;
import prikke.core.db.Database;
import prikke.core.crypto.TestVault;
import prikke.core.db.DatabaseClock;
import prikke.core.db.DatabaseConfig;
import prikke.core.db.Dialect;
import prikke.core.db.TestDatabase;
import prikke.core.job.Job;
import prikke.core.job.Jobs;
import prikke.core.job.TestDraft;
import prikke.core.run.Execution;
import prikke.core.run.ExecutionFilter;
import prikke.core.run.Executions;

/** Two nodes on one PostgreSQL whose clock is set, forward or back; each hears of it at a beat of its own. */
@Timeout(60)
class DatabaseClockStepTest {
    private static final Duration STEP = Duration.ofMinutes(10);

    private final TestDatabase on = TestDatabase.of(Dialect.POSTGRESQL);
    private final Database database = Database.open(withClockOfItsOwn(on.config()));
    private final Receiver receiver = new Receiver();
    private final Caller caller = TestOrganization.in(database).member();
    private final AtomicLong ticks = new AtomicLong();
    private final DatabaseClock firstClock;
    private final DatabaseClock secondClock;
    private final Engine first;
    private final Engine second;
    private final Jobs jobs;
    private final Executions executions;

    DatabaseClockStepTest() {
        stepTo(Duration.ZERO);
        firstClock = new DatabaseClock(database, InstantSource.system());
        secondClock = new DatabaseClock(database, InstantSource.system());
        first = engine("first", firstClock);
        second = engine("second", secondClock);
        jobs = new Jobs(database, firstClock, first.executor(), TestVault.SEALS);
        executions = new Executions(database, firstClock, jobs, first.intake(), first.completions());
        first.enter();
        second.enter();
        for (int i = 0; i < 6; i++) beat(first, second);
    }

    @AfterEach
    void close() {
        jobs.close();
        first.close();
        second.close();
        receiver.close();
        database.close();
        on.close();
    }

    private Engine engine(String name, InstantSource clock) {
        EngineConfig config = new EngineConfig(name, 64, Duration.ofSeconds(5), EgressPolicy.ALLOW_PRIVATE);
        return new Engine(database, clock, config, org -> List.of(), TestVault.SEALS, ticks::get);
    }

    /** Where the server's own clock would be asked, ours is found before it. */
    private static DatabaseConfig withClockOfItsOwn(DatabaseConfig config) {
        return DatabaseConfig.of(config.url() + "?options=-c%20search_path=public,pg_catalog", config.user(), config.password());
    }

    private void stepTo(Duration ahead) {
        database.run(tx -> tx.sql().execute("create or replace function public.clock_timestamp() returns timestamptz language sql volatile"
                + " as 'select pg_catalog.clock_timestamp() + interval ''" + ahead.toMillis() + " milliseconds'''"));
    }

    /** By the leases' own clock, a beat later. */
    private void beat(Engine... engines) {
        ticks.addAndGet(Lease.BEAT.toNanos());
        for (Engine engine : engines) engine.beat();
    }

    private void turn(Engine... engines) {
        for (Engine engine : engines) engine.turn(Duration.ofSeconds(20));
    }

    private List<Long> nodes() {
        return database.read(tx -> NodeStore.ids(tx).stream().sorted().toList());
    }

    private Map<String, Long> deliveries() {
        return receiver.requests().stream().collect(Collectors.groupingBy(r -> r.header("Prikke-Scheduled-For"), Collectors.counting()));
    }

    /** Its occurrences that have come to their end, the earliest first. */
    private List<Instant> ended(Job job) {
        return executions.list(caller, new ExecutionFilter(job.id(), null, null, null, null, null, 500)).reversed().stream()
                .filter(e -> e.status().ended()).map(Execution::scheduledFor).toList();
    }

    @Test
    void set_forward_each_occurrence_is_delivered_once_and_neither_node_takes_the_other_for_dead() {
        Job job = jobs.create(caller, TestDraft.of("url", receiver.url(), "every", "10s", "misfire", "run_all")).job();
        List<Long> before = nodes();

        stepTo(STEP);
        beat(first);
        Instant ahead = firstClock.instant();
        turn(first, second);
        beat(second);
        turn(second, first);
        for (int i = 0; i < 6; i++) beat(first, second);

        // How many there are depends on how long all this took: from the first on none is left out, up to the time that the clock says.
        List<Instant> delivered = deliveries().keySet().stream().map(Instant::parse).sorted().toList();
        Instant firstOccurrence = Objects.requireNonNull(job.planAt());
        assertThat(delivered).isEqualTo(Stream.iterate(firstOccurrence, at -> at.plusSeconds(10)).limit(delivered.size()).toList());
        assertThat(delivered.getLast()).isBetween(ahead.minusSeconds(10), firstClock.instant());
        assertThat(deliveries()).values().containsOnly(1L);
        assertThat(ended(job)).isEqualTo(delivered);
        assertThat(nodes()).isEqualTo(before);
        Instant earlier = firstClock.instant();
        Instant other = secondClock.instant();
        assertThat(other).as("both go by one clock").isBetween(earlier.minusSeconds(2), firstClock.instant().plusSeconds(2));
    }

    @Test
    void set_back_nothing_is_delivered_twice_and_neither_node_takes_the_other_for_dead() {
        // No next occurrence comes while this runs, however slowly.
        Job job = jobs.create(caller, TestDraft.of("url", receiver.url(), "every", "2m", "misfire", "run_all")).job();
        List<Long> before = nodes();
        stepTo(STEP);
        beat(first, second);
        Instant ahead = firstClock.instant();
        turn(first, second);
        int delivered = receiver.requests().size();
        assertThat(delivered).isEqualTo(5);

        stepTo(Duration.ZERO);
        beat(second);
        turn(first, second);
        beat(first);
        turn(first, second);
        for (int i = 0; i < 6; i++) beat(first, second);
        turn(first, second);

        assertThat(receiver.requests()).hasSize(delivered);
        assertThat(deliveries()).values().containsOnly(1L);
        assertThat(nodes()).isEqualTo(before);
        assertThat(ended(job)).hasSize(delivered);
        assertThat(Objects.requireNonNull(jobs.get(caller, job.id().toString()).planAt())).as("it goes on when that time has come again")
                .isAfter(ahead);
    }
}
