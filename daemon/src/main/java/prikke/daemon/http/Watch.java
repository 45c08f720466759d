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

    /** How long it may take to send the first request's head, from connecting on, a handshake included. */
    static final Duration FIRST_HEAD = Duration.ofSeconds(20);

    /** How long a connection is kept open for a further request. */
    static final Duration NEXT_HEAD = Duration.ofSeconds(60);

    /** How long the headers may take after the request's first line. */
    static final Duration HEADERS = Duration.ofSeconds(10);

    /** How long a body may take to begin; after that it must come, and an answer must go, at some pace. */
    static final Duration BODY = Duration.ofSeconds(20);

    private static final int SLOWEST_BYTES_A_SECOND = 16 * 1024;

    private final Thread thread;
    private long late;
    private boolean waiting;
    private boolean interrupted;

    Watch(Thread thread) {
        this.thread = thread;
    }

    /** This thread's connection; null for a thread that serves none. */
    static @Nullable Watch current() {
        return CURRENT.isBound() ? CURRENT.get() : null;
    }

    /** Has this thread's connection read or write at the socket from now on. */
    static void moving(Duration longest) {
        Watch watch = current();
        if (watch != null) watch.move(longest);
    }

    /** The same where so many bytes are to go. */
    static void moving(long bytes) {
        moving(BODY.plusSeconds(bytes / SLOWEST_BYTES_A_SECOND));
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

    synchronized void move(Duration longest) {
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
