package prikke.core.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import prikke.core.api.StreamedEvent.Gap;
import prikke.core.api.StreamedEvent.Happened;
import prikke.core.api.StreamedEvent.Lost;
import prikke.core.api.StreamedEvent.Restored;

/**
 * What happens on a server, as it happens; each event once, in the order in which it was recorded. Where the connection breaks or the
 * daemon is away it connects anew, less and less often, and goes on after the last event that came. Read by one thread; closed by any.
 */
public final class EventStream implements AutoCloseable {
    /** The daemon says every fifteen seconds that it is there, unless it is told otherwise. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** What is read ahead of who takes it; beyond that the server waits, and in the end hangs up. */
    private static final int MOST_AHEAD = 1000;

    private sealed interface Item {}

    private record Told(StreamedEvent event) implements Item {}

    private record Failed(RuntimeException failure) implements Item {}

    private final Requests requests;
    private final String path;
    private final BlockingQueue<Item> items = new LinkedBlockingQueue<>(MOST_AHEAD);
    private final Thread reader;
    private volatile @Nullable String lastId;
    private volatile Transport.@Nullable Streaming open;
    private volatile boolean closed;

    EventStream(Requests requests, String path, @Nullable String after) {
        this.requests = requests;
        this.path = path;
        this.lastId = after;
        this.reader = Thread.ofVirtual().name("prikke-events").unstarted(this::read);
    }

    /** Returns once the server has answered: what happens from then on is told. */
    void connect() {
        open = open();
        reader.start();
    }

    /**
     * The next event; waits for it.
     *
     * @throws ApiException when the server does not let the caller listen any more
     */
    public StreamedEvent next() {
        StreamedEvent event = null;
        while (event == null) event = next(Duration.ofDays(1));
        return event;
    }

    /**
     * The next event, or null where none comes in time.
     *
     * @throws ApiException when the server does not let the caller listen any more
     */
    public @Nullable StreamedEvent next(Duration most) {
        try {
            return switch (items.poll(most.toNanos(), TimeUnit.NANOSECONDS)) {
                case null -> null;
                case Told(StreamedEvent event) -> event;
                case Failed failed -> {
                    items.offer(failed);
                    throw failed.failure();
                }
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for events", e);
        }
    }

    private Transport.Streaming open() {
        String id = lastId;
        return requests.stream(path, id == null ? Map.of() : Map.of(Paths.LAST_EVENT_ID_HEADER, id), LONGEST_SILENCE);
    }

    private void read() {
        try {
            while (!closed) {
                String why = readToEnd();
                if (closed) return;
                put(new Lost(why));
                reopen();
                if (!closed) put(new Restored());
            }
        } catch (RuntimeException e) {
            if (!closed) put(new Failed(e));
        }
    }

    /** Why there is no more to read. */
    private String readToEnd() {
        Transport.Streaming current = open;
        if (current == null) return "it was never open";
        SseReader events = new SseReader(current.in());
        try (current) {
            SseReader.Message message;
            while ((message = events.next()) != null) {
                JsonNode json = Json.tree(message.data());
                if (message.event().equals("end")) return json.path("detail").asText("the server ended it");
                String id = events.lastId() == null ? "" : events.lastId();
                put(message.event().equals("reset") ? new Gap(json.path("detail").asText(null)) : new Happened(id, message.event(), json));
            }
            return "the server closed the connection";
        } catch (IOException e) {
            return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        } finally {
            // With what came in between events: one that wants little goes on from where the rest has come to.
            if (events.lastId() != null) lastId = events.lastId();
        }
    }

    private void reopen() {
        for (int tries = 0; !closed; tries++) {
            pause(tries);
            try {
                open = open();
                return;
            } catch (UnreachableException e) {
                // For as long as it takes: a daemon that is being updated comes back.
                continue;
            } catch (ApiException e) {
                int status = e.problem().status();
                if (status < 500 && status != 429) throw e;
            }
        }
    }

    private static void pause(int tries) {
        long most = Math.min(LONGEST_PAUSE.toMillis(), SHORTEST_PAUSE.toMillis() << Math.min(tries, 10));
        sleep(Duration.ofMillis(most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1)));
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            throw new IllegalStateException("Closed", e);
        }
    }

    private void put(StreamedEvent event) {
        put(new Told(event));
    }

    private void put(Item item) {
        try {
            items.put(item);
        } catch (InterruptedException e) {
            throw new IllegalStateException("Closed", e);
        }
    }

    /** Ends it; who waits for an event waits in vain. */
    @Override
    public void close() {
        closed = true;
        reader.interrupt();
        Transport.Streaming current = open;
        if (current != null) current.close();
    }
}
