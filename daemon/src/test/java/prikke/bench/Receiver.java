package prikke.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A target that costs next to nothing: it notes when the head of a request has arrived, by its path and by how late that was, and
 * answers 200.
 */
final class Receiver implements AutoCloseable {
    private static final byte[] ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.US_ASCII);

    /**
     * A request that has arrived.
     *
     * @param scheduled the occurrence it is for, or the arrival where it does not say
     */
    record Arrival(String path, Instant scheduled, Instant arrived) {
        double lateMillis() {
            return Duration.between(scheduled, arrived).toNanos() / 1e6;
        }
    }

    private final ServerSocket server;
    private final List<Arrival> arrivals = new ArrayList<>();
    private final AtomicInteger count = new AtomicInteger();

    Receiver() throws IOException {
        server = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(this::accept);
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getLocalPort() + path;
    }

    int count() {
        return count.get();
    }

    List<Arrival> arrivals() {
        synchronized (arrivals) {
            return List.copyOf(arrivals);
        }
    }

    void clear() {
        synchronized (arrivals) {
            arrivals.clear();
            count.set(0);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                Thread.startVirtualThread(() -> serve(socket));
            } catch (IOException e) {
                if (!server.isClosed()) throw new IllegalStateException(e);
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream(), 4096);
            OutputStream out = socket.getOutputStream();
            while (request(in)) out.write(ANSWER);
        } catch (IOException e) {
            // The other side has gone: what it sent before has been counted.
            return;
        }
    }

    private boolean request(InputStream in) throws IOException {
        String first = line(in);
        if (first.isEmpty()) return false;
        Instant arrived = Instant.now();
        Instant scheduled = arrived;
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) length = Integer.parseInt(header.substring(15).trim());
            if (lower.startsWith("prikke-scheduled-for:")) scheduled = Instant.parse(header.substring(21).trim());
        }
        in.skipNBytes(length);
        synchronized (arrivals) {
            arrivals.add(new Arrival(first.split(" ", -1)[1], scheduled, arrived));
            count.incrementAndGet();
        }
        return true;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) if (c != '\r') line.append((char) c);
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
