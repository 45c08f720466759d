package prikke.core.engine;

import static prikke.core.db.schema.Tables.ACTIVE_EXECUTIONS;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import prikke.core.SettableClock;
import prikke.core.account.Caller;
import prikke.core.account.TestOrganization;
import prikke.core.crypto.TestVault;
import prikke.core.db.Database;
import prikke.core.db.Dialect;
import prikke.core.db.TestDatabase;
import prikke.core.job.Job;
import prikke.core.job.Jobs;
import prikke.core.job.TestDraft;
import prikke.core.run.Attempt;
import prikke.core.run.Execution;
import prikke.core.run.ExecutionFilter;
import prikke.core.run.Executions;

/** An engine whose crank a test turns, on a clock that stands still in between, with a target to call. */
final class EngineFixture implements AutoCloseable {
    static final Instant T = Instant.parse("2030-01-01T00:00:00Z");
    static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private final TestDatabase on;
    private final Database database;
    final SettableClock clock = new SettableClock(T);
    final Receiver receiver = new Receiver();
    final Caller caller;
    private final List<Engine> engines = new ArrayList<>();
    private final List<Jobs> allJobs = new ArrayList<>();
    Engine engine;
    Jobs jobs;
    Executions executions;

    /** What asking for the signing secrets throws, if anything. */
    volatile @Nullable RuntimeException secretsFailure;

    /** What leases go by, in nanoseconds. */
    final AtomicLong ticks = new AtomicLong();

    /** How often they were asked for. */
    final AtomicInteger secretsAsked = new AtomicInteger();

    EngineFixture(Dialect dialect) {
        this(TestDatabase.of(dialect));
    }

    private EngineFixture(TestDatabase on) {
        this(on, on.database());
    }

    /** @param database another way to the same database, for the engine and all else */
    EngineFixture(TestDatabase on, Database database) {
        this.on = on;
        this.database = database;
        caller = TestOrganization.in(database()).member();
        engine = engine();
        jobs = jobs(engine);
        executions = new Executions(database(), clock, jobs, engine.intake(), engine.completions());
        engine.enter();
    }

    Database database() {
        return database;
    }

    private Engine engine() {
        EngineConfig config = new EngineConfig("node-" + (engines.size() + 1), 64, Duration.ofSeconds(5), EgressPolicy.ALLOW_PRIVATE);
        Engine made = new Engine(database(), clock, config, org -> secrets(), TestVault.SEALS, ticks::get);
        engines.add(made);
        return made;
    }

    /** Lets time go by for leases too, with as many beats of this engine as come in it. */
    void beatFor(Duration time) {
        for (Duration gone = Duration.ZERO; gone.compareTo(time) < 0; gone = gone.plus(Lease.BEAT)) {
            clock.advance(Lease.BEAT);
            ticks.addAndGet(Lease.BEAT.toNanos());
            engine.beat();
        }
    }

    private List<String> secrets() {
        secretsAsked.incrementAndGet();
        RuntimeException failure = secretsFailure;
        if (failure != null) throw failure;
        return List.of(SECRET);
    }

    private Jobs jobs(Engine with) {
        Jobs made = new Jobs(database(), clock, with.executor(), TestVault.SEALS);
        allJobs.add(made);
        return made;
    }

    /** Another daemon takes over; the one before is left as {@code kill -9} leaves it, its attempts under way unrecorded. */
    void crash() {
        engine = engine();
        jobs = jobs(engine);
        executions = new Executions(database(), clock, jobs, engine.intake(), engine.completions());
    }

    /** Plans, claims, begins what is due, waits for it and records it. */
    void turn() {
        engine.turn(Duration.ofSeconds(20));
    }

    /** Moves the clock on and turns. */
    void turn(Duration later) {
        clock.advance(later);
        turn();
    }

    /** Goes on for so long, turning as often as the engine's loops look by themselves. */
    void run(Duration time) {
        Instant end = clock.instant().plus(time);
        while (clock.instant().isBefore(end)) turn(EngineConfig.POLL);
    }

    Job job(@Nullable Object... namesAndValues) {
        return jobs.create(caller, TestDraft.with(TestDraft.of("url", receiver.url()), namesAndValues)).job();
    }

    /** Posts a one-off and names its execution. */
    UUID post(@Nullable Object... namesAndValues) {
        Jobs.Created made = jobs.create(caller, TestDraft.with(TestDraft.of("url", receiver.url()), namesAndValues));
        return Objects.requireNonNull(made.execution());
    }

    Execution execution(UUID id) {
        return executions.get(caller, id);
    }

    List<Attempt> attempts(UUID id) {
        return executions.attempts(caller, id);
    }

    /** All executions of the job, the earliest occurrence first. */
    List<Execution> history(Job job) {
        List<Execution> found = new ArrayList<>();
        UUID before = null;
        List<Execution> page;
        do {
            page = executions.list(caller, new ExecutionFilter(job.id(), null, null, null, null, before, 200));
            found.addAll(page);
            before = page.isEmpty() ? null : page.getLast().id();
        } while (!page.isEmpty());
        return found.reversed();
    }

    /** Its history in short: the second after {@link #T}, and the status, of each. */
    List<String> story(Job job) {
        return history(job).stream().map(e -> Duration.between(T, e.scheduledFor()).toSeconds() + " " + e.status().text()).toList();
    }

    /** What arrived, by {@code Prikke-Scheduled-For}: the seconds after {@link #T} and how often. */
    Map<Long, Long> delivered() {
        return receiver.requests().stream().collect(Collectors.groupingBy(
                r -> Duration.between(T, Instant.parse(r.header("Prikke-Scheduled-For"))).toSeconds(), Collectors.counting()));
    }

    /** The number under which the present engine's node holds things. */
    long nodeId() {
        return database().read(tx -> NodeStore.silent(tx, 0, clock.instant().plusSeconds(1), Instant.parse("9999-01-01T00:00:00Z")).getLast().id());
    }

    /** How many executions are held by some node. */
    int held() {
        return database().read(tx -> tx.sql().fetchCount(ACTIVE_EXECUTIONS, ACTIVE_EXECUTIONS.NODE.ne(0L)));
    }

    @Override
    public void close() {
        receiver.close();
        allJobs.forEach(Jobs::close);
        engines.forEach(Engine::close);
        if (database != on.database()) database.close();
        on.close();
    }
}
