package prikke.core.feed;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import prikke.core.ProblemException;
import prikke.core.account.Caller;
import prikke.core.account.Credential;
import prikke.core.account.Identity;
import prikke.core.account.Permission;
import prikke.core.account.Standing;
import prikke.core.db.Database;
import prikke.core.event.Batch;
import prikke.core.event.EventLog;
import prikke.core.event.Extent;
import prikke.core.feed.Signal.Reset;
import prikke.core.feed.Signal.Why;
import prikke.core.run.Completions;
import prikke.core.run.Snapshots;

/** Lets people listen to what happens in their organization. */
public final class Feed implements AutoCloseable {
    static final String FORGOTTEN = "What came after that event is not kept any more. Read anew what you want to know; this goes on from now.";
    private static final String UNKNOWN = "That is no event of this server. Read anew what you want to know; this goes on from now.";

    /** How long somebody may have been away and still be told of all that they have missed. */
    private static final Duration KEPT = Duration.ofMinutes(30);

    /** That somebody listens is said again in good time before it ceases to hold. */
    private static final Duration SAID_EVERY = Duration.ofSeconds(5);

    private static final Duration SAID_FOR = Duration.ofSeconds(15);
    private static final int MOST_FORGOTTEN = 1000;
    private static final int MOST_BATCHES = 20;
    private static final Logger LOG = LoggerFactory.getLogger(Feed.class);

    private final EventLog log;
    private final InstantSource clock;
    private final Standing standing;
    private final Runnable listened;
    private final FeedSettings settings;
    private final Snapshots snapshots;
    private final Audience audience;
    private final Tail tail;
    private final LongAdder dropped = new LongAdder();
    private final AtomicReference<@Nullable Told> told = new AtomicReference<>();
    private volatile long said = System.nanoTime() - SAID_EVERY.toNanos();

    /** @param listened is run where this node has somebody who listens, now and then; is to be quick */
    public Feed(Database database, InstantSource clock, Completions completions, Runnable listened, FeedSettings settings) {
        this.log = new EventLog(database);
        this.clock = clock;
        this.standing = new Standing(database, clock);
        this.listened = listened;
        this.settings = settings;
        this.snapshots = new Snapshots(database, clock);
        this.audience = new Audience(settings);
        this.tail = new Tail(this, settings);
        completions.listen(tail::wake);
    }

    public void start() {
        tail.start();
    }

    /**
     * Begins to listen, from now on or from where a listener was.
     *
     * @param identity by which the caller was let in; once that holds no more, the subscription ends
     * @param after the id of the last event that the listener has got, or null for from now on
     * @return to be closed by whoever listens
     * @throws ProblemException forbidden; too many listen already
     */
    public Subscription subscribe(Identity identity, Caller caller, EventFilter filter, @Nullable String after) {
        caller.require(Permission.EXECUTIONS_READ);
        caller.require(Permission.JOBS_READ);
        Extent extent = log.number();
        told.compareAndSet(null, new Told(snapshots, extent.epoch()));
        Position now = Position.after(extent.epoch(), extent.last());
        Optional<Position> known = after == null ? Optional.of(now) : Position.parse(after).filter(p -> p.within(extent));
        Reset reset = after == null || known.isPresent() ? null : new Reset(now.text(), why(after, extent));
        UUID owner = Objects.requireNonNull(caller.keyId() == null ? caller.userId() : caller.keyId());
        Subscription fresh = new Subscription(
                this, caller.org(), Credential.of(identity, caller), owner, filter, settings.waiting(), known.orElse(now), reset);
        audience.enter(fresh, extent.last());
        try {
            sayIfTime();
        } catch (RuntimeException | Error e) {
            fresh.close();
            throw e;
        }
        tail.wake();
        return fresh;
    }

    private static String why(String after, Extent extent) {
        boolean known = Position.parse(after).filter(p -> p.epoch().equals(extent.epoch()) && p.seq() <= extent.last()).isPresent();
        return known ? FORGOTTEN : UNKNOWN;
    }

    /** How many listen on this node. */
    public int listeners() {
        return audience.size();
    }

    /** How many listeners were dropped on this node for being too slow. */
    public long dropped() {
        return dropped.sum();
    }

    /** Forgets, a little at a time, what nobody can go on from any more. */
    public boolean forgetOld(Instant now) {
        return log.forget(now.minus(KEPT), MOST_FORGOTTEN) == MOST_FORGOTTEN;
    }

    /** Tells of what has been committed since; whether there may be more. */
    boolean advance() {
        if (listeners() == 0) return false;
        Extent extent = log.number();
        long from = audience.position();
        if (extent.last() <= from) return false;
        List<Batch> batches = log.read(from, extent.last(), MOST_BATCHES);
        long until = batches.size() < MOST_BATCHES ? extent.last() : batches.getLast().seq();
        publish(batches, until, audience.passTo(until));
        return until < extent.last();
    }

    /** Whose organization's events can't be read reads for themselves; that keeps nobody else's from being told. */
    private void publish(List<Batch> batches, long until, List<Subscription> listeners) {
        Map<UUID, List<Subscription>> byOrg = listeners.stream().collect(Collectors.groupingBy(Subscription::org));
        RuntimeException failure = null;
        for (Map.Entry<UUID, List<Subscription>> org : byOrg.entrySet()) {
            List<Subscription> some = org.getValue();
            try {
                List<Event> events =
                        told().events(Told.places(batches, org.getKey(), what -> some.stream().anyMatch(l -> l.filter().wants(what))), org.getKey());
                some.forEach(listener -> deliver(listener, events, until));
            } catch (RuntimeException e) {
                some.forEach(listener -> audience.part(listener, null));
                failure = e;
            }
        }
        if (failure != null) throw failure;
    }

    private void deliver(Subscription listener, List<Event> events, long until) {
        List<Event> wanted = events.stream().filter(listener.filter()::wants).toList();
        if (!listener.offer(wanted, until)) audience.part(listener, clock.instant());
    }

    /** Has it known that somebody listens, if so, and ends the subscriptions of those who may not any more, or who can't keep up. */
    void check() {
        List<Subscription> all = audience.all();
        if (all.isEmpty()) return;
        sayIfTime();
        Instant slow = clock.instant().minus(settings.slow());
        for (Subscription one : all) {
            Instant behind = one.behindSince();
            if (behind != null && behind.isBefore(slow)) drop(one, Why.TOO_SLOW);
        }
        Map<Credential, List<Subscription>> held = all.stream().collect(Collectors.groupingBy(Subscription::credential));
        for (Credential lapsed : standing.lapsed(held.keySet())) {
            for (Subscription one : held.getOrDefault(lapsed, List.of())) drop(one, Why.NOT_ALLOWED);
        }
    }

    private void drop(Subscription listener, Why why) {
        if (!listener.end(why)) return;
        if (why == Why.TOO_SLOW) dropped.increment();
        LOG.warn("event=listener_dropped reason={} org={} by={}", why.name().toLowerCase(Locale.ROOT), listener.org(), listener.owner());
    }

    private void sayIfTime() {
        if (System.nanoTime() - said < SAID_EVERY.toNanos()) return;
        log.listen(clock.instant().plus(SAID_FOR));
        said = System.nanoTime();
        listened.run();
    }

    EventLog log() {
        return log;
    }

    Audience audience() {
        return audience;
    }

    Told told() {
        return Objects.requireNonNull(told.get());
    }

    /** Ends all subscriptions: the daemon stops. */
    @Override
    public void close() {
        audience.close().forEach(listener -> listener.end(Why.CLOSED));
        tail.close();
    }
}
