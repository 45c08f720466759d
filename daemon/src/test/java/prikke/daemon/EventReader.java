package prikke.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import prikke.core.api.Json;

/** Listens to the events of a daemon as a browser would, and keeps the last id. */
public final class EventReader implements AutoCloseable {
    private static final Frame END = new Frame(null, "", "", "");

    /** What lies between two blank lines. */
    public record Frame(@Nullable String id, String event, String data, String comment) {
        public JsonNode json() {
            try {
                return Json.mapper().readTree(data);
            } catch (IOException e) {
                throw new UncheckedIOException(data, e);
            }
        }

        /** The execution or job that it is about. */
        public String subject() {
            JsonNode node = json();
            return node.at(node.has("execution") ? "/execution/id" : "/job/id").asText();
        }
    }

    private final HttpURLConnection connection;
    private final BlockingQueue<Frame> frames = new LinkedBlockingQueue<>();
    private final InputStream in;
    private final Thread reading = Thread.ofVirtual().unstarted(this::read);
    private volatile String lastId;

    private EventReader(HttpURLConnection connection, @Nullable String lastId) throws IOException {
        this.connection = connection;
        this.lastId = lastId == null ? "" : lastId;
        this.in = connection.getInputStream();
    }

    /** Begins to listen, after the given id unless that is null; the query begins with a question mark, or is empty. */
    public static EventReader open(TestClient who, String query, @Nullable String lastId) {
        try {
            var connection = (HttpURLConnection) URI.create(who.url() + "/api/v1/events" + query).toURL().openConnection();
            if (who.token() != null) connection.setRequestProperty("Authorization", "Bearer " + who.token());
            if (who.org() != null) connection.setRequestProperty("Prikke-Org", who.org());
            if (lastId != null) connection.setRequestProperty("Last-Event-ID", lastId);
            connection.setReadTimeout(30_000);
            assertThat(connection.getResponseCode()).isEqualTo(200);
            assertThat(connection.getHeaderField("Content-Type")).startsWith("text/event-stream");
            EventReader reader = new EventReader(connection, lastId);
            reader.reading.start();
            // What says where it begins: from here on everything is told.
            if (lastId == null) reader.take();
            return reader;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static EventReader open(TestClient who) {
        return open(who, "", null);
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            String id = null;
            String event = "";
            String data = "";
            String comment = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) id = line.substring(4);
                else if (line.startsWith("event: ")) event = line.substring(7);
                else if (line.startsWith("data: ")) data += line.substring(6);
                else if (line.startsWith(":")) comment = line.substring(1).strip();
                else if (line.isEmpty()) {
                    frames.add(new Frame(id, event, data, comment));
                    id = null;
                    event = "";
                    data = "";
                    comment = "";
                }
            }
        } catch (IOException e) {
            // The connection is gone: so there is nothing more to read.
        }
        frames.add(END);
    }

    /** The next frame of whatever kind. */
    public Frame take() {
        try {
            Frame frame = Objects.requireNonNull(frames.poll(20, TimeUnit.SECONDS), "nothing came within 20 s");
            if (frame.id() != null) lastId = frame.id();
            return frame;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The next event; heartbeats are passed over. */
    public Frame event() {
        Frame frame = take();
        while (frame != END && frame.event().isEmpty()) frame = take();
        assertThat(frame).as("the stream has ended").isNotSameAs(END);
        return frame;
    }

    /** So many events. */
    public List<Frame> events(int count) {
        List<Frame> events = new ArrayList<>();
        while (events.size() < count) events.add(event());
        return events;
    }

    /** Whether nothing more will come, after what still does. */
    public boolean ends() {
        Frame frame = take();
        while (frame != END) frame = take();
        return true;
    }

    /** What to go on from. */
    public String lastId() {
        return lastId;
    }

    /** First of all the reading: whoever closes a stream that is being read waits for the next byte. */
    @Override
    public void close() {
        reading.interrupt();
        connection.disconnect();
    }
}
