package prikke.core.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A server below HTTP, on the loopback: a test decides what becomes of each connection, byte by byte. */
final class RawServer implements AutoCloseable {
    /** What to do with a connection; it is closed when this returns. What it throws ends only that connection. */
    interface Behaviour {
        void on(Connection connection) throws IOException, InterruptedException;
    }

    /** A connection that has come in. */
    record Connection(int number, Socket socket, InputStream in, OutputStream out) {

        /** Reads a request's head and its body, as far as a length is given; empty when the connection has ended instead. */
        String request() throws IOException {
            ByteArrayOutputStream read = new ByteArrayOutputStream();
            while (!read.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
                int b = in.read();
                if (b < 0) return "";
                read.write(b);
            }
            String head = read.toString(ISO_8859_1);
            int length = head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                    .mapToInt(line -> Integer.parseInt(line.substring(15).trim()))
                    .findFirst()
                    .orElse(0);
            return head + new String(in.readNBytes(length), ISO_8859_1);
        }

        void send(String text) throws IOException {
            out.write(text.getBytes(ISO_8859_1));
            out.flush();
        }
    }

    private final ServerSocket listener;
    private final Behaviour behaviour;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<String> ends = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    RawServer(Behaviour behaviour) {
        this.behaviour = behaviour;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.startVirtualThread(this::accept);
    }

    /** Reads each request on a connection and sends the same answer, until the connection ends. */
    static RawServer answering(String answer) {
        return new RawServer(c -> {
            while (!c.request().isEmpty()) c.send(answer);
        });
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                open.add(socket);
                int number = connections.incrementAndGet();
                Thread.startVirtualThread(() -> serve(number, socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(int number, Socket socket) {
        try (socket) {
            behaviour.on(new Connection(number, socket, socket.getInputStream(), socket.getOutputStream()));
        } catch (IOException | InterruptedException e) {
            ends.add("connection " + number + " ended: " + e.getMessage());
        } finally {
            open.remove(socket);
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    String url() {
        return "http://127.0.0.1:" + port() + "/hook";
    }

    /** How connections ended that the other side broke off. */
    List<String> brokenOff() {
        return ends;
    }

    /** How many connections have come in. */
    int connections() {
        return connections.get();
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : open) socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
