package prikke.core.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import prikke.core.db.Database;
import prikke.core.db.Dialect;
import prikke.core.db.Listener;
import prikke.core.event.EventLog;
import prikke.core.job.Executor;
import prikke.core.job.HeaderSeals;
import prikke.core.run.Bell;
import prikke.core.run.Chore;
import prikke.core.run.Claim;
import prikke.core.run.Completions;
import prikke.core.run.Finish;
import prikke.core.run.Gates;
import prikke.core.run.Intake;
import prikke.core.run.RunQueue;
import prikke.core.run.Taken;
import prikke.core.run.Trial;
import prikke.core.stats.RollUps;

/** All that runs jobs, wired together: made, started and stopped as one. */
public final class Engine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    private static final Instant FAR_FUTURE = Instant.parse("9999-01-01T00:00:00Z");

    /** What a claim that could not be attempted for a reason of our own is put off by. */
    private static final Duration AFTER_BREAK = Duration.ofSeconds(1);

    private final Database database;
    private final InstantSource clock;
    private final EngineConfig config;
    private final RunQueue queue;
    private final Completions completions = new Completions();
    private final Holdings holdings = new Holdings();
    private final Work work = new Work();
    private final Lease lease;
    private final Node node;
    private final Pulse pulse;
    private final HttpCaller caller;
    private final AttemptRunner attempts;
    private final Recorder recorder;
    private final Starts starts;
    private final Dispatcher dispatcher;
    private final EngineIntake intake;
    private final Loop claiming;
    private final Loop gateKeeping;
    private final Loop planning;
    private final Loop beating;
    private final Loop returning;
    private final Loop tidying;
    private final Loop recalling;
    private final Loop exchanging;
    private final Loop watching;
    private final Loop rolling;
    private final List<Loop> loops;
    private final Optional<Listener> listener;
    private final Returns returns;
    private final Recall recall;
    private final BreakerExchange exchange;
    private final Recovery recovery;
    private final Janitor janitor;
    private volatile boolean breakingOff;
    final Planner planner;
    final Claimer claimer;
    final GateKeeper gateKeeper;

    /**
     * @param clock in microseconds, the finest that every database keeps
     * @param secrets what requests are signed with
     * @param seals opens the credentials that requests are sent with
     */
    public Engine(Database database, InstantSource clock, EngineConfig config, SecretsSource secrets, HeaderSeals seals) {
        this(database, clock, config, secrets, seals, System::nanoTime);
    }

    /** @param ticker what the lease is measured by, in nanoseconds */
    Engine(Database database, InstantSource clock, EngineConfig config, SecretsSource secrets, HeaderSeals seals, LongSupplier ticker) {
        this.database = database;
        this.clock = clock;
        this.config = config;
        lease = new Lease(database.dialect() == Dialect.POSTGRESQL, ticker);
        Database vital = database.vital();
        RunQueue vitalQueue = new RunQueue(vital, Taken.UNHEARD);
        node = new Node(vital, config.nodeName(), lease);
        dispatcher = new Dispatcher(clock, config.bounds(), lease::holds, this::attempt, this::wakeClaimer);
        Arrivals arrivals = new Arrivals(dispatcher, holdings);
        queue = new RunQueue(database, arrivals);
        recovery = new Recovery(vital, vitalQueue);
        caller = new HttpCaller(config.egress(), config.maxInFlight());
        Breakers breakers = new Breakers();
        starts = new Starts(new EventLog(database), clock);
        attempts = new AttemptRunner(clock, lease::holds, new Signer(secrets), seals, caller, breakers, config.nodeName(), starts::began);
        recorder = new Recorder(queue, completions, node, holdings, starts, this::wakeClaimer, this::wakeGateKeeper);
        pulse = new Pulse(clock, node, lease, dispatcher, holdings, recovery, vitalQueue);
        PlanWriter writer = new PlanWriter(queue);
        intake = new EngineIntake(clock, queue, node, dispatcher, holdings, arrivals, writer, completions, this::wakePlanner,
                this::wakeClaimer, this::wakeGateKeeper);
        gateKeeper = new GateKeeper(clock, new Gates(database, queue), node, dispatcher, arrivals, completions);
        planner = new Planner(database, clock, writer, intake);
        claimer = new Claimer(clock, queue, node, dispatcher, arrivals);
        returns = new Returns(clock, queue, node, holdings);
        janitor = new Janitor(database, clock, this::eldest, config.keep(), ticker);
        claiming = new Loop("claimer", claimer::tick);
        gateKeeping = new Loop("gatekeeper", gateKeeper::tick);
        planning = new Loop("planner", planner::tick);
        beating = new Loop("heartbeat", this::beat);
        returning = new Loop("returner", returns::tick);
        tidying = new Loop("janitor", janitor::tick);
        recall = new Recall(clock, queue, node, dispatcher, holdings);
        recalling = new Loop("recall", recall::tick);
        exchange = new BreakerExchange(database, clock, breakers);
        exchanging = new Loop("breakers", exchange::tick);
        watching = new Loop("listeners", starts::tick);
        RollUps rollUps = new RollUps(database);
        rolling = new Loop("roll-ups", () -> rollUps.tick(clock.instant()));
        loops = List.of(beating, planning, claiming, gateKeeping, returning, tidying, recalling, exchanging, watching, rolling);
        listener = database.listener(word -> Bell.of(word).ifPresent(this::wake), this::wakeAll);
    }

    /** What jobs are handed to. */
    public Executor executor() {
        return intake;
    }

    /** What further executions are handed to. */
    public Intake intake() {
        return intake;
    }

    /** What makes requests that belong to no execution. */
    public Trial trial() {
        return new EngineTrial(clock, attempts);
    }

    /** What tells of ends. */
    public Completions completions() {
        return completions;
    }

    /** The executions that have not ended. */
    public RunQueue queue() {
        return queue;
    }

    /** Has those looked at who wait at a queue: one has been changed. */
    public void queuesChanged() {
        wakeGateKeeper();
    }

    /** Has something else forgotten beside the history, as it ages out: by one node, in small steps. */
    public void tidiesToo(Chore chore) {
        janitor.alsoDo(chore);
    }

    /** Has it looked whether somebody listens to what happens: that may have begun. */
    public void listenersChanged() {
        watching.wake();
    }

    /** How many attempts are under way. */
    public int inFlight() {
        return dispatcher.inFlight();
    }

    /** How many executions this node holds for later. */
    public int held() {
        return dispatcher.held();
    }

    /** What has been attempted here. */
    public Work work() {
        return work;
    }

    /** Whether every thread that it needs is at work. */
    public boolean alive() {
        return recorder.alive()
                && dispatcher.alive()
                && loops.stream().allMatch(Loop::alive)
                && listener.stream().allMatch(Listener::alive);
    }

    /** Recovers what daemons before this one left, and begins. */
    public void start() {
        enter();
        begin();
    }

    /** Has everything run by itself from now on. */
    void begin() {
        recorder.start();
        dispatcher.start();
        loops.forEach(Loop::start);
        listener.ifPresent(Listener::start);
        LOG.info("event=engine_started node=\"{}\" max_in_flight={}", config.nodeName(), config.maxInFlight());
    }

    /** Enters this node and puts in order what others left; what {@link #start} does before anything runs. */
    void enter() {
        long at = lease.now();
        Instant now = clock.instant();
        janitor.makePartitions(now);
        node.register(now, at);
        reapWhoeverIsCertainlyDead(now);
        recovery.reapOrphans(now);
        boolean alone = database.read(tx -> NodeStore.others(tx, node.id())) == 0;
        if (alone) recovery.missWhatNobodyWasUpFor(now);
        exchange.tick();
    }

    /**
     * An embedded database lets only one daemon in, so every other one is dead. Others may have been kept from saying that they live
     * by a server that was away: not until they have had the time to is their silence taken for death.
     */
    private void reapWhoeverIsCertainlyDead(Instant now) {
        if (!lease.shared()) {
            recovery.reap(node.id(), FAR_FUTURE, now);
        } else if (database.read(NodeStore::serverUpSince).isBefore(now.minus(Lease.TERM.multipliedBy(2)))) {
            recovery.reap(node.id(), now.minus(Lease.TERM), now);
        }
    }

    /** Says that this node is alive and sees to those that are not. */
    Duration beat() {
        if (pulse.beat()) {
            wakeClaimer();
            wakeGateKeeper();
        }
        return Lease.BEAT;
    }

    private void attempt(Claim claim) {
        try {
            switch (attempts.run(claim)) {
                case AttemptRunner.Made made -> {
                    work.made(made.finish());
                    if (!breakingOff) recorder.record(made.finish());
                }
                case AttemptRunner.Held held -> returns.add(claim, spread(held.until()));
            }
        } catch (RuntimeException | Error e) {
            // Nothing was recorded: the claim is given back, so that the execution is attempted again rather than stuck.
            LOG.error("event=attempt_broken execution={}", claim.id(), e);
            returns.add(claim, clock.instant().plus(AFTER_BREAK));
        }
    }

    /** So that what waits for a host does not come back at one instant. */
    private static Instant spread(Instant until) {
        return until.plusMillis(ThreadLocalRandom.current().nextLong(1000));
    }

    private void wake(Bell bell) {
        switch (bell) {
            case DUE -> wakeClaimer();
            case GATES -> wakeGateKeeper();
            case PLAN -> wakePlanner();
            case RECALL -> recalling.wake();
            case BREAKERS -> {
                exchange.heard();
                exchanging.wake();
            }
            case EVENTS -> watching.wake();
        }
    }

    private void wakeAll() {
        for (Bell bell : Bell.values()) wake(bell);
    }

    private boolean eldest() {
        return database.read(tx -> NodeStore.eldest(tx, node.id()));
    }

    private void wakeClaimer() {
        claiming.wake();
    }

    private void wakeGateKeeper() {
        gateKeeping.wake();
    }

    private void wakePlanner() {
        planning.wake();
    }

    /** Looks whether somebody listens to what happens. */
    void lookForListeners() {
        starts.tick();
    }

    /** Gives up what has been cancelled through another node. */
    void recall() {
        recall.tick();
    }

    /** Turns the crank once, for tests: plans, claims, begins what is due, waits for it and records it. */
    void turn(Duration most) {
        planner.tick(clock.instant());
        claimer.tick(clock.instant());
        gateKeeper.tick(clock.instant());
        dispatcher.tick(clock.instant());
        dispatcher.awaitIdle(most);
        recorder.flush();
        returns.flush();
        exchange.tick();
    }

    /**
     * Stops: nothing new begins, what is held is let go, attempts in flight finish within the grace, and what they came to is
     * recorded. An attempt that takes longer is broken off and made again later.
     */
    @Override
    public void close() {
        listener.ifPresent(Listener::close);
        tidying.close();
        rolling.close();
        recalling.close();
        exchanging.close();
        watching.close();
        planning.close();
        claiming.close();
        gateKeeping.close();
        attempt("release", () -> queue.release(node.id(), dispatcher.stop(), clock.instant()));
        int inFlight = dispatcher.inFlight();
        if (inFlight > 0) LOG.info("event=draining attempts={} grace={}", inFlight, config.stopGrace());
        boolean drained = dispatcher.awaitIdle(config.stopGrace());
        breakingOff = !drained;
        recorder.close();
        caller.close();
        returning.close();
        attempt("return", returns::flush);
        // What came in while the stop had begun.
        attempt("release", () -> queue.release(node.id(), dispatcher.stop(), clock.instant()));
        if (!drained) {
            LOG.warn("event=attempts_broken_off attempts={}", dispatcher.inFlight());
            attempt("reap", () -> queue.reap(node.id(), node.name(), clock.instant(), clock.instant()));
        }
        beating.close();
        attempt("unregister", node::unregister);
        completions.close();
        LOG.info("event=engine_stopped node=\"{}\"", config.nodeName());
    }

    /** A step of the stop that needs the database: if that is away, the next daemon to start finds what is left. */
    private static void attempt(String step, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.error("event=stop_incomplete step={}", step, e);
        }
    }
}
