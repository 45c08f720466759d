package prikke.daemon.http;

import io.helidon.webserver.CloseConnectionException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a connection may take over what it does just now. Whoever is late is interrupted, which closes the socket; but only while it
 * reads or writes there, never while a request is worked on: an interrupt inside the embedded database would close its file.
 */
final class Watch {
    /** The connection that this thread serves. */
    static final ScopedValue<Watch> CURRENT = ScopedValue.newInstance();

    private final Thread thread;
    private final String peer;
    private final Patience patience;
    private long late;
    private boolean waiting;
    private boolean interrupted;

    /**
     * Of the connection that the given thread serves, and that has just come about.
     *
     * @param peer the address at its other end
     */
    Watch(Thread thread, String peer, Patience patience) {
        this.thread = thread;
        this.peer = peer;
        this.patience = patience;
        move(patience.request());
    }

    /** This thread's connection; null for a thread that serves none. */
    static @Nullable Watch current() {
        return CURRENT.isBound() ? CURRENT.get() : null;
    }

    /** The address at the other end, which a socket that was closed meanwhile no longer tells. */
    String peer() {
        return peer;
    }

    /** This thread's connection waits for its next request from now on. */
    static void idle() {
        Watch watch = current();
        if (watch != null) watch.move(watch.patience.idle());
    }

    /** This thread's connection reads or writes so many bytes from now on. */
    static void moving(long bytes) {
        Watch watch = current();
        if (watch != null) watch.move(watch.patience.bytes(bytes));
    }

    /**
     * Has this thread's connection be left alone from now on.
     *
     * @throws CloseConnectionException when it was late: then it is of no more use
     */
    static void working() {
        Watch watch = current();
        if (watch != null) watch.work();
    }

    private synchronized void move(Duration longest) {
        late = System.nanoTime() + longest.toNanos();
        waiting = true;
    }

    private synchronized void work() {
        waiting = false;
        if (interrupted) throw new CloseConnectionException("It took too long");
    }

    /** Interrupts where it is late. */
    synchronized void check(long now) {
        if (!waiting || interrupted || now - late < 0) return;
        interrupted = true;
        thread.interrupt();
    }

    /** Whether it was late once, and its socket is closed. */
    synchronized boolean interrupted() {
        return interrupted;
    }
}
