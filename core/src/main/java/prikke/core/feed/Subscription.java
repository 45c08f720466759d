package prikke.core.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import prikke.core.account.Credential;
import prikke.core.feed.Signal.Ended;
import prikke.core.feed.Signal.Happened;
import prikke.core.feed.Signal.Quiet;
import prikke.core.feed.Signal.Reset;
import prikke.core.feed.Signal.Why;

/**
 * Somebody who listens. What happens waits here to be taken by {@link #next}, in one thread; what happened before, since the position
 * that the listener came back with, is read as it is taken.
 */
public final class Subscription implements AutoCloseable {
    private final Feed feed;
    private final UUID org;
    private final Credential credential;
    private final UUID owner;
    private final EventFilter filter;
    private final int most;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Event> waiting = new ArrayDeque<>();
    private final CatchUp catchUp;
    private final String start;
    private @Nullable Reset reset;
    private @Nullable Why ended;
    private boolean live;
    private long passed;
    private @Nullable Instant behindSince;

    /** @param owner the key or the user, for their share of subscriptions */
    Subscription(Feed feed, UUID org, Credential credential, UUID owner, EventFilter filter, int most, Position from, @Nullable Reset reset) {
        this.feed = feed;
        this.org = org;
        this.credential = credential;
        this.owner = owner;
        this.filter = filter;
        this.most = most;
        this.catchUp = new CatchUp(feed, org, filter, from);
        this.start = from.text();
        this.reset = reset;
    }

    /**
     * The next that there is to tell; waits for it.
     *
     * @param longest after so long without anything that is told too
     */
    public Signal next(Duration longest) {
        while (true) {
            Signal first = first();
            if (first != null) return first;
            Signal missed = isLive() ? null : catchUp.next(this);
            if (missed != null) return missed;
            Signal next = await(longest);
            if (next != null) return next;
        }
    }

    /** Where it begins: what a listener that has got nothing yet would come back with. */
    public String start() {
        return start;
    }

    private @Nullable Signal first() {
        lock.lock();
        try {
            if (ended != null) return new Ended(ended);
            Reset told = reset;
            reset = null;
            return told;
        } finally {
            lock.unlock();
        }
    }

    private boolean isLive() {
        lock.lock();
        try {
            return live;
        } finally {
            lock.unlock();
        }
    }

    /** Null where it is to be read again what nobody puts here. */
    private @Nullable Signal await(Duration longest) {
        lock.lock();
        try {
            long left = longest.toNanos();
            while (true) {
                if (ended != null) return new Ended(ended);
                Event event = waiting.poll();
                if (event != null) return new Happened(event);
                if (!live) {
                    catchUp.goOnFrom(passed);
                    return null;
                }
                if (left <= 0) return new Quiet(catchUp.place(passed));
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Ended(Why.CLOSED);
        } finally {
            lock.unlock();
        }
    }

    /** Gets what happens from here on. */
    void join(long from) {
        locked(() -> {
            live = true;
            behindSince = null;
            passed = from;
        });
    }

    /** Has to read for itself again, after what has been put here. */
    void part(@Nullable Instant behind) {
        locked(() -> {
            live = false;
            behindSince = behind;
            changed.signal();
        });
    }

    /**
     * Puts events there to be taken, all or, where there is no room for them, none.
     *
     * @param until up to where these are all that there are for this listener
     */
    boolean offer(List<Event> events, long until) {
        lock.lock();
        try {
            if (waiting.size() + events.size() > most) return false;
            waiting.addAll(events);
            passed = until;
            if (!events.isEmpty()) changed.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Since when it has had to read for itself, for having taken too little; null where it has not, or has caught up. */
    @Nullable Instant behindSince() {
        lock.lock();
        try {
            return behindSince;
        } finally {
            lock.unlock();
        }
    }

    /** Ends it; nothing that waits is told any more. Returns whether it had not ended before. */
    boolean end(Why why) {
        lock.lock();
        try {
            if (ended != null) return false;
            ended = why;
            waiting.clear();
            changed.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    UUID org() {
        return org;
    }

    Credential credential() {
        return credential;
    }

    UUID owner() {
        return owner;
    }

    EventFilter filter() {
        return filter;
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }

    /** Has nothing more put here. */
    @Override
    public void close() {
        end(Why.CLOSED);
        feed.audience().leave(this);
    }
}
