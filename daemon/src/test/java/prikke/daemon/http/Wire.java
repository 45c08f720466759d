package prikke.daemon.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A connection whose bytes the test writes itself, from whichever of loopback's addresses. */
final class Wire implements AutoCloseable {
    /** An answer: its status line and headers as they came, and its body. */
    record Reply(int status, String head, String body) {
        /** The value of a header, or an empty text. */
        String header(String name) {
            String start = name.toLowerCase(Locale.ROOT) + ":";
            return head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                    .map(line -> line.substring(start.length()).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    private final Socket socket = new Socket();
    private final InputStream in;

    Wire(String url, String from) throws IOException {
        URI server = URI.create(url);
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), 10_000);
        socket.setSoTimeout(20_000);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    Wire write(String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        return this;
    }

    /** Writes a request so many times before it reads the first answer, a batch after the other; the answers' statuses. */
    List<Integer> pipelined(String request, int count) throws IOException {
        List<Integer> statuses = new ArrayList<>();
        for (int left = count; left > 0; left -= 50) {
            int now = Math.min(left, 50);
            write(request.repeat(now));
            for (int i = 0; i < now; i++) statuses.add(read().status());
        }
        return statuses;
    }

    /** The next answer; its body has the length that it says. */
    Reply read() throws IOException {
        Reply bare = head();
        String length = bare.header("Content-Length");
        byte[] body = in.readNBytes(length.isEmpty() ? 0 : Integer.parseInt(length));
        return new Reply(bare.status(), bare.head(), new String(body, StandardCharsets.UTF_8));
    }

    /** The next answer as far as its head goes: all there is of the one to a HEAD. */
    Reply head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) throw new IOException("The connection ended after: " + head);
            head.append((char) next);
        }
        String text = head.toString();
        return new Reply(Integer.parseInt(text.split(" ", 3)[1]), text, "");
    }

    /** What comes until the server closes the connection; of a stream of events, which does not end, its head. */
    String rest() throws IOException {
        StringBuilder head = new StringBuilder();
        for (int next = in.read(); next >= 0; next = in.read()) {
            head.append((char) next);
            if (next == '\n' && head.toString().endsWith("\r\n\r\n")) break;
        }
        if (head.toString().toLowerCase(Locale.ROOT).contains("content-type: text/event-stream")) return head.toString();
        return head + new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
