package prikke.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Many streams of events, all read by one thread: on a machine that measures and is measured at once they are to cost little. */
final class StreamReaders implements AutoCloseable {
    private static final byte[] FINISHED = "\"finished_at\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final int INSTANT = "2026-01-01T00:00:00.000Z".length();

    private final Selector selector;
    private final Thread thread;
    private final ConcurrentLinkedQueue<SocketChannel> fresh = new ConcurrentLinkedQueue<>();
    private final List<Double> latencies = new ArrayList<>();
    private volatile boolean closed;

    StreamReaders() throws IOException {
        selector = Selector.open();
        thread = Thread.ofPlatform().daemon().start(this::loop);
    }

    /** Asks for all events, and reads nothing of the answer. */
    static Socket ask(Org org) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(2048);
        socket.connect(new InetSocketAddress(org.daemon().getHost(), org.daemon().getPort()));
        socket.getOutputStream().write(request(org));
        return socket;
    }

    private static byte[] request(Org org) {
        String query = "/api/v1/events?types=execution.succeeded";
        return ("GET " + query + " HTTP/1.1\r\nHost: " + org.daemon().getAuthority() + "\r\nAuthorization: Bearer " + org.token() + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    void open(Org org) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(org.daemon().getHost(), org.daemon().getPort()));
        channel.write(ByteBuffer.wrap(request(org)));
        ByteBuffer head = ByteBuffer.allocate(12);
        while (head.hasRemaining()) if (channel.read(head) < 0) throw new IOException("no answer");
        String status = new String(head.array(), StandardCharsets.US_ASCII);
        if (!status.endsWith("200")) throw new IOException(status);
        channel.configureBlocking(false);
        fresh.add(channel);
        selector.wakeup();
    }

    /** How long after the ends of executions they were told of, in milliseconds, each stream for itself; since the last time. */
    synchronized List<Double> take() {
        List<Double> taken = List.copyOf(latencies);
        latencies.clear();
        return taken;
    }

    private void loop() {
        ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
        try {
            while (!closed) {
                selector.select();
                for (SocketChannel channel = fresh.poll(); channel != null; channel = fresh.poll()) channel.register(selector, SelectionKey.OP_READ);
                Iterator<SelectionKey> ready = selector.selectedKeys().iterator();
                while (ready.hasNext()) {
                    SelectionKey key = ready.next();
                    ready.remove();
                    buffer.clear();
                    if (((SocketChannel) key.channel()).read(buffer) < 0) throw new IOException("A stream has ended");
                    note(buffer.array(), buffer.position(), Instant.now());
                }
            }
        } catch (IOException e) {
            if (!closed) throw new UncheckedIOException(e);
        }
    }

    private synchronized void note(byte[] bytes, int length, Instant now) {
        for (int i = 0; i + FINISHED.length + INSTANT <= length; i++) {
            if (bytes[i] != '"' || !matches(bytes, i)) continue;
            String at = new String(bytes, i + FINISHED.length, INSTANT, StandardCharsets.US_ASCII);
            latencies.add(Arrival.millis(Instant.parse(at), now));
            i += FINISHED.length + INSTANT;
        }
    }

    private static boolean matches(byte[] bytes, int at) {
        for (int i = 0; i < FINISHED.length; i++) if (bytes[at + i] != FINISHED[i]) return false;
        return true;
    }

    @Override
    public void close() throws Exception {
        closed = true;
        selector.wakeup();
        thread.join();
        for (SelectionKey key : selector.keys()) key.channel().close();
        selector.close();
    }
}
