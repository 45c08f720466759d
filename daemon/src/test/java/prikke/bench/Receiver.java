package prikke.bench;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A target that costs next to nothing, in a process of its own: it notes when the head of a request has arrived, and answers 200.
 * Commands come on standard input: {@code count}, {@code take FILE} (writes what has arrived and forgets it).
 */
public final class Receiver {
    private static final byte[] ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.US_ASCII);
    private static final String SCHEDULED = "prikke-scheduled-for:";

    private final ServerSocket server;
    private List<Arrival> arrivals = new ArrayList<>();

    private Receiver() throws IOException {
        server = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    }

    public static void main(String[] args) throws IOException {
        Receiver receiver = new Receiver();
        Thread.ofPlatform().daemon().start(receiver::accept);
        System.out.println(receiver.server.getLocalPort());
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line; (line = commands.readLine()) != null; ) {
            System.out.println(line.equals("count") ? receiver.count() : receiver.take(Path.of(line.substring("take ".length()))));
        }
        System.exit(0);
    }

    private synchronized int count() {
        return arrivals.size();
    }

    private int take(Path file) throws IOException {
        List<Arrival> taken;
        synchronized (this) {
            taken = arrivals;
            arrivals = new ArrayList<>();
        }
        Files.write(file, (Iterable<String>) taken.stream().map(Arrival::line)::iterator);
        return taken.size();
    }

    private synchronized void note(Arrival arrival) {
        arrivals.add(arrival);
    }

    private void accept() {
        while (true) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                Thread.startVirtualThread(() -> serve(socket));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream(), 4096);
            OutputStream out = socket.getOutputStream();
            while (request(in)) out.write(ANSWER);
        } catch (IOException e) {
            // The other side has gone: what it sent before has been noted.
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
            if (lower.startsWith(SCHEDULED)) scheduled = Instant.parse(header.substring(SCHEDULED.length()).trim());
        }
        in.skipNBytes(length);
        note(new Arrival(first.split(" ", -1)[1], scheduled, arrived));
        return true;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) if (c != '\r') line.append((char) c);
        return line.toString();
    }
}
