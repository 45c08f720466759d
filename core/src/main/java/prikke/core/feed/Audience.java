package prikke.core.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import prikke.core.ProblemException;
import prikke.core.ProblemException.Kind;

/** Who listens on this node, and how far those have come who hear of everything at once. */
final class Audience {
    static final long JOINED = -1;

    private static final Duration FULL_FOR = Duration.ofSeconds(5);

    private final FeedSettings settings;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Subscription> all = new HashSet<>();
    private final Set<Subscription> live = new HashSet<>();
    private long position;
    private boolean closed;

    Audience(FeedSettings settings) {
        this.settings = settings;
    }

    /**
     * Takes a listener in, who has read nothing yet.
     *
     * @param last what the first begins after
     */
    void enter(Subscription fresh, long last) {
        lock.lock();
        try {
            if (closed) throw ProblemException.of(Kind.UNAVAILABLE, "stopping", "This daemon is stopping. Ask again in a moment.");
            refuseIfFull(fresh);
            if (all.isEmpty()) position = last;
            all.add(fresh);
        } finally {
            lock.unlock();
        }
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

    /** Has a listener who has come as far as the rest hear of what happens with them; or says up to where they are to read first. */
    long join(Subscription listener, long read) {
        lock.lock();
        try {
            if (read < position) return position;
            listener.join(read);
            if (all.contains(listener)) live.add(listener);
            return JOINED;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Has a listener read for themselves again.
     *
     * @param behind since when they could not keep up; null where it is not for that
     */
    void part(Subscription listener, @Nullable Instant behind) {
        lock.lock();
        try {
            live.remove(listener);
            listener.part(behind);
        } finally {
            lock.unlock();
        }
    }

    void leave(Subscription listener) {
        lock.lock();
        try {
            all.remove(listener);
            live.remove(listener);
        } finally {
            lock.unlock();
        }
    }

    long position() {
        lock.lock();
        try {
            return position;
        } finally {
            lock.unlock();
        }
    }

    /** Has whoever joins from now on read up to there first; returns those who have joined before. */
    List<Subscription> passTo(long until) {
        lock.lock();
        try {
            position = until;
            return List.copyOf(live);
        } finally {
            lock.unlock();
        }
    }

    List<Subscription> all() {
        lock.lock();
        try {
            return List.copyOf(all);
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return all.size();
        } finally {
            lock.unlock();
        }
    }

    /** Lets nobody in any more. */
    List<Subscription> close() {
        lock.lock();
        try {
            closed = true;
            return List.copyOf(all);
        } finally {
            lock.unlock();
        }
    }
}
