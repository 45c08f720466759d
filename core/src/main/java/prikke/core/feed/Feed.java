package prikke.core.feed;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
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
    static final long JOINED = -1;
    static final String FORGOTTEN = "What came after that event is not kept any more. Read anew what you want to know; this goes on from now.";
    private static final String UNKNOWN = "That is no event of this server. Read anew what you want to know; this goes on from now.";
    private static final Duration FULL_FOR = Duration.ofSeconds(5);

    /** How long somebody may have been away and still be told of all that they have missed. */
    private static final Duration KEPT = Duration.ofMinutes(30);

    private static final int MOST_FORGOTTEN = 1000;
    private static final int MOST_BATCHES = 200;
    private static final Logger LOG = LoggerFactory.getLogger(Feed.class);

    private final EventLog log;
    private final Standing standing;
    private final FeedSettings settings;
    private final Snapshots snapshots;
    private final Tail tail;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Subscription> all = new HashSet<>();
    private final Set<Subscription> live = new HashSet<>();
    private @Nullable Told told;
    private final LongAdder dropped = new LongAdder();
    private long position;
    private boolean closed;

    public Feed(Database database, InstantSource clock, Completions completions, FeedSettings settings) {
        this.log = new EventLog(database);
        this.standing = new Standing(database, clock);
        this.settings = settings;
        this.snapshots = new Snapshots(database, clock);
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
        Position now = Position.after(extent.epoch(), extent.last());
        Optional<Position> known = after == null ? Optional.of(now) : Position.parse(after).filter(p -> p.within(extent));
        Reset reset = after == null || known.isPresent() ? null : new Reset(now.text(), why(after, extent));
        Credential credential = Credential.of(identity, caller);
        UUID owner = Objects.requireNonNull(caller.keyId() == null ? caller.userId() : caller.keyId());
        Subscription fresh = new Subscription(this, caller.org(), credential, owner, filter, settings.waiting(), known.orElse(now), reset);
        enter(fresh, extent);
        return fresh;
    }

    private static String why(String after, Extent extent) {
        boolean known = Position.parse(after).filter(p -> p.epoch().equals(extent.epoch()) && p.seq() <= extent.last()).isPresent();
        return known ? FORGOTTEN : UNKNOWN;
    }

    private void enter(Subscription fresh, Extent extent) {
        lock.lock();
        try {
            if (closed) throw ProblemException.of(ProblemException.Kind.UNAVAILABLE, "stopping", "This daemon is stopping. Ask again in a moment.");
            refuseIfFull(fresh);
            if (all.isEmpty()) {
                told = new Told(snapshots, extent.epoch());
                position = extent.last();
            }
            all.add(fresh);
        } finally {
            lock.unlock();
        }
        tail.wake();
    }

    private void refuseIfFull(Subscription fresh) {
        if (all.stream().filter(s -> s.owner().equals(fresh.owner())).count() >= settings.perCaller()) {
            throw full("This key or user listens to " + settings.perCaller() + " streams of events on this node already; close some.");
        }
        if (all.stream().filter(s -> s.org().equals(fresh.org())).count() >= settings.perOrganization()) {
            throw full("This organization listens to " + settings.perOrganization() + " streams of events on this node already; close some.");
        }
        if (all.size() >= settings.most()) throw full("This node serves as many streams of events as it can. Try again in a while.");
    }

    private static ProblemException full(String message) {
        return ProblemException.tooMany("too_many_streams", message, FULL_FOR);
    }

    /** Has a listener that has got everything up to there hear of the rest at once; or says up to where it is to read first. */
    long join(Subscription listener, Position at) {
        lock.lock();
        try {
            if (at.wholeSeq() < position) return position;
            listener.join(at.wholeSeq());
            if (all.contains(listener)) live.add(listener);
            return JOINED;
        } finally {
            lock.unlock();
        }
    }

    void left(Subscription listener) {
        lock.lock();
        try {
            all.remove(listener);
            live.remove(listener);
        } finally {
            lock.unlock();
        }
    }

    /** How many listen on this node. */
    public int listeners() {
        lock.lock();
        try {
            return all.size();
        } finally {
            lock.unlock();
        }
    }

    /** Tells of what has been committed since; whether there may be more. */
    boolean advance() {
        if (listeners() == 0) return false;
        Extent extent = log.number();
        long from = position();
        if (extent.last() <= from) return false;
        List<Batch> batches = log.read(from, extent.last(), MOST_BATCHES);
        long until = batches.size() < MOST_BATCHES ? extent.last() : batches.getLast().seq();
        publish(batches, until, passTo(until));
        return until < extent.last();
    }

    private long position() {
        lock.lock();
        try {
            return position;
        } finally {
            lock.unlock();
        }
    }

    /** Has whoever joins from now on read up to there first; returns those who have joined before. */
    private List<Subscription> passTo(long until) {
        lock.lock();
        try {
            position = until;
            return List.copyOf(live);
        } finally {
            lock.unlock();
        }
    }

    private void publish(List<Batch> batches, long until, List<Subscription> listeners) {
        Map<UUID, List<Subscription>> byOrg = listeners.stream().collect(Collectors.groupingBy(Subscription::org));
        Map<UUID, List<Event>> events = new HashMap<>();
        try {
            byOrg.forEach((org, some) ->
                    events.put(org, told().events(batches, org, happening -> some.stream().anyMatch(l -> l.filter().wants(happening)))));
        } catch (RuntimeException | Error e) {
            // Each reads for itself what could not be read for all.
            listeners.forEach(this::part);
            throw e;
        }
        for (Subscription listener : listeners) {
            for (Event event : events.getOrDefault(listener.org(), List.of())) {
                if (listener.filter().wants(event) && !listener.offer(event)) {
                    drop(listener);
                    break;
                }
            }
            listener.passed(until);
        }
    }

    private void part(Subscription listener) {
        lock.lock();
        try {
            live.remove(listener);
            listener.part();
        } finally {
            lock.unlock();
        }
    }

    private void drop(Subscription listener) {
        lock.lock();
        try {
            live.remove(listener);
        } finally {
            lock.unlock();
        }
        if (!listener.end(Why.TOO_SLOW)) return;
        dropped.increment();
        LOG.warn("event=listener_dropped reason=too_slow org={} waiting={}", listener.org(), settings.waiting());
    }

    /** How many listeners were dropped on this node for being too slow. */
    public long dropped() {
        return dropped.sum();
    }

    /** Ends the subscriptions of those who may not listen any more. */
    void check() {
        Map<Credential, List<Subscription>> held = new HashMap<>();
        lock.lock();
        try {
            for (Subscription one : all) held.computeIfAbsent(one.credential(), _ -> new ArrayList<>()).add(one);
        } finally {
            lock.unlock();
        }
        if (held.isEmpty()) return;
        for (Credential lapsed : standing.lapsed(held.keySet())) {
            for (Subscription one : held.getOrDefault(lapsed, List.of())) {
                if (one.end(Why.NOT_ALLOWED)) LOG.info("event=listener_dropped reason=not_allowed org={}", one.org());
            }
        }
    }

    /** Forgets, a little at a time, what nobody can go on from any more. */
    public boolean forgetOld(Instant now) {
        return log.forget(now.minus(KEPT), MOST_FORGOTTEN) == MOST_FORGOTTEN;
    }

    EventLog log() {
        return log;
    }

    Told told() {
        return Objects.requireNonNull(told);
    }

    /** Ends all subscriptions: the daemon stops. */
    @Override
    public void close() {
        Set<Subscription> rest;
        lock.lock();
        try {
            closed = true;
            rest = Set.copyOf(all);
        } finally {
            lock.unlock();
        }
        rest.forEach(listener -> listener.end(Why.CLOSED));
        tail.close();
    }
}
