package prikke.core.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A way to a server on the loopback that a test can cut, stop up and mend. */
final class Link implements AutoCloseable {
    private final ServerSocket listener;
    private final int to;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicBoolean losing = new AtomicBoolean();
    private volatile boolean cut;
    private volatile CountDownLatch free = new CountDownLatch(0);

    Link(int to) {
        this.to = to;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.startVirtualThread(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** From now on every connection breaks, those there are and those to come. */
    void cut() {
        cut = true;
        open.forEach(Link::close);
    }

    /** From now on nothing comes through, and nobody is told: connections stand, those to come too. */
    void stopUp() {
        free = new CountDownLatch(1);
    }

    /** The next commit is carried out, and its connection breaks before PostgreSQL's answer has come through. */
    void loseTheAnswerToACommit() {
        losing.set(true);
    }

    void mend() {
        cut = false;
        free.countDown();
    }

    /** How many connections have come. */
    int accepted() {
        return accepted.get();
    }

    /** How many connections have come in vain. */
    int refused() {
        return refused.get();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket in = listener.accept();
                accepted.incrementAndGet();
                if (cut) {
                    refused.incrementAndGet();
                    in.close();
                } else {
                    join(in, new Socket(InetAddress.getLoopbackAddress(), to));
                }
            } catch (IOException e) {
                if (listener.isClosed()) return;
            }
        }
    }

    private void join(Socket in, Socket out) {
        open.add(in);
        open.add(out);
        Thread.startVirtualThread(() -> pump(in, out, false));
        Thread.startVirtualThread(() -> pump(out, in, true));
    }

    private void pump(Socket from, Socket to, boolean answers) {
        try (from;
                to) {
            byte[] bytes = new byte[8192];
            for (int read; (read = from.getInputStream().read(bytes)) >= 0; ) {
                free.await();
                if (answers && isCommitted(bytes, read) && losing.compareAndSet(true, false)) return;
                to.getOutputStream().write(bytes, 0, read);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            // One side has gone; closing both tells the other.
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    /** Whether these have the tag by which PostgreSQL says that it has committed. */
    private static boolean isCommitted(byte[] bytes, int length) {
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1).contains("COMMIT\0");
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        mend();
        cut();
    }
}
