package prikke.daemon.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Server-sent events as the HTML standard has them on the wire. */
final class Sse {
    /** Their media type. */
    static final String TYPE = "text/event-stream; charset=utf-8";

    private final OutputStream out;

    Sse(OutputStream out) {
        this.out = out;
    }

    /** What a client is to go on from, should it lose the connection before anything else comes, and how soon. */
    void open(String id, Duration retry) throws IOException {
        write("retry: " + retry.toMillis() + "\nid: " + id + "\n\n");
    }

    /** An event; the client will know it by its id. */
    void event(String id, String name, String data) throws IOException {
        write("id: " + id + "\n" + frame(name, data));
    }

    /** An event that does not count as one of those to go on from. */
    void event(String name, String data) throws IOException {
        write(frame(name, data));
    }

    /** A comment, which shows that the connection is alive, and what to go on from by now. */
    void beat(String id) throws IOException {
        write(": still here\nid: " + id + "\n\n");
    }

    /** Sends what has been written. */
    void flush() throws IOException {
        out.flush();
    }

    private static String frame(String name, String data) {
        return "event: " + name + "\ndata: " + lines(data).replace("\n", "\ndata: ") + "\n\n";
    }

    /** A lone CR breaks a line here too: what a target answered with one in it would else end the event, or be one of its own. */
    private static String lines(String data) {
        return data.indexOf('\r') < 0 ? data : data.replace("\r\n", "\n").replace('\r', '\n');
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
