package prikke.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import prikke.core.api.EventFilter;
import prikke.core.api.EventStream;
import prikke.core.api.StreamedEvent;
import prikke.core.crypto.EncryptionKey;
import prikke.daemon.EventReader.Frame;

/** Streams that outlive a daemon, go from one to another, or are not read. */
@Timeout(120)
@Isolated("measures what readers hold up")
class EventStreamsTest {
    private static final String ENDS = "?types=execution.succeeded";

    private static void job(TestClient user, Target target) {
        user.put("/jobs/ping", "{\"url\":\"%s\",\"cron\":\"0 0 1 1 *\"}".formatted(target.url("/200"))).is(201);
    }

    private static String run(TestClient user) {
        return user.post("/jobs/ping/run").is(201).at("id");
    }

    private static String runToItsEnd(TestClient user) {
        String id = run(user);
        assertThat(user.get("/executions/" + id + "?wait=20s").is(200).at("status")).isEqualTo("success");
        return id;
    }

    @Test
    void of_two_daemons_each_tells_what_the_other_does_and_goes_on_where_the_other_was() throws IOException {
        try (EmbeddedPostgres server = EmbeddedPostgres.start();
                Target target = new Target()) {
            Map<String, String> there = Map.of(
                    "PRIKKE_DATABASE_URL", "jdbc:postgresql://localhost:" + server.getPort() + "/postgres",
                    "PRIKKE_DATABASE_USER", "postgres",
                    "PRIKKE_DATABASE_PASSWORD", "postgres",
                    "PRIKKE_ENCRYPTION_KEY", EncryptionKey.random().text());
            try (TestDaemon first = TestDaemon.start(there);
                    TestDaemon second = TestDaemon.start(there)) {
                TestClient here = first.newUser();
                TestClient beside = new TestClient(second.url(), here.token(), null);
                job(here, target);
                List<String> ran = new ArrayList<>();
                List<String> told = new ArrayList<>();
                String last;
                try (EventReader events = EventReader.open(beside, ENDS, null)) {
                    for (int i = 0; i < 5; i++) ran.add(run(here));
                    for (int i = 0; i < 5; i++) ran.add(run(beside));
                    events.events(10).forEach(frame -> told.add(frame.subject()));
                    last = events.lastId();
                }
                assertThat(told).containsExactlyInAnyOrderElementsOf(ran);
                List<String> missed = List.of(runToItsEnd(here), runToItsEnd(beside), runToItsEnd(here));

                try (EventReader events = EventReader.open(here, ENDS, last)) {
                    String next = runToItsEnd(beside);

                    assertThat(events.events(4)).extracting(Frame::subject).startsWith(missed.toArray(String[]::new)).endsWith(next);
                }
            }
        }
    }

    @Test
    void a_client_goes_on_by_itself_after_a_restart_without_a_gap_or_a_repetition(@TempDir Path folder) throws IOException {
        DaemonConfig config = TestDaemon.config(folder, Map.of(), "--port", Integer.toString(freePort()));
        try (Target target = new Target()) {
            List<String> ran = new ArrayList<>();
            Daemon daemon = Daemon.start(config, InstantSource.system());
            TestClient user = new TestClient(daemon.url(), null, null).register("ann@example.com");
            job(user, target);
            try (EventStream events = user.api().events(new EventFilter("ping", "execution.succeeded", null))) {
                ran.add(runToItsEnd(user));
                // What ends after the stream has been closed and before the daemon is.
                ran.add(run(user));
                daemon.close();
                daemon = Daemon.start(config, InstantSource.system());
                ran.add(runToItsEnd(user));
                ran.add(runToItsEnd(user));

                assertThat(ends(events, ran.size())).isEqualTo(ran);
            } finally {
                daemon.close();
            }
        }
    }

    private static List<String> ends(EventStream events, int count) {
        List<String> ends = new ArrayList<>();
        while (ends.size() < count) {
            if (events.next() instanceof StreamedEvent.Happened happened) ends.add(happened.json().at("/execution/id").asText());
        }
        return ends;
    }

    @Test
    void a_daemon_that_stops_ends_its_streams_at_once() {
        TestDaemon daemon = TestDaemon.start(Map.of("PRIKKE_DATABASE_SYNC", "off"));
        try (EventReader events = EventReader.open(daemon.newUser())) {
            long from = System.nanoTime();
            daemon.close();

            assertThat(events.event().json().at("/code").asText()).isEqualTo("closed");
            assertThat(events.ends()).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - from)).as("it waits for no stream").isLessThan(Duration.ofSeconds(4));
        }
    }

    @Test
    void a_stream_that_has_nothing_to_tell_shows_that_it_is_alive_and_where_it_is() {
        try (TestDaemon daemon = TestDaemon.start(Map.of("PRIKKE_EVENTS_HEARTBEAT", "100ms", "PRIKKE_DATABASE_SYNC", "off"));
                EventReader events = EventReader.open(daemon.newUser(), "?types=execution.failed", null)) {
            String before = events.lastId();
            Frame beat = events.take();
            assertThat(beat.comment()).isNotEmpty();
            daemon.newUser().put("/jobs/other", "{\"url\":\"http://127.0.0.1:9/\",\"every\":\"1d\"}").is(201);

            while (events.lastId().equals(before)) events.take();
            assertThat(events.lastId()).as("what is not told moves it on too").isNotEqualTo(before);
        }
    }

    @Test
    void a_reader_that_stalls_delays_nobody() throws IOException {
        try (TestDaemon daemon = TestDaemon.start(Map.of("PRIKKE_DATABASE_SYNC", "off"))) {
            TestClient user = daemon.newUser();
            try (Socket stalled = neverRead(user);
                    EventReader brisk = EventReader.open(user, "?types=job.updated", null)) {
                user.put("/jobs/large", job("n")).is(201);
                // More than sockets hold, and more than waits in memory.
                String batch = "{\"jobs\":[" + String.join(",", Collections.nCopies(1000, job("n"))) + "]}";
                for (int i = 0; i < 3; i++) user.post("/jobs/batch", batch).is(201);
                for (int i = 0; i < 10; i++) {
                    long from = System.nanoTime();
                    user.put("/jobs/large", job("n" + i)).is(200);
                    brisk.event();
                    assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(3));
                }
                assertThat(stalled.getInputStream().available()).as("it was told, and has not taken it").isPositive();
            }
        }
    }

    private static String job(String name) {
        return "{\"url\":\"http://127.0.0.1:9/\",\"every\":\"1d\",\"name\":\"%s\"}".formatted(name + "x".repeat(150));
    }

    /** Someone who asks for the events, and takes not one byte of them. */
    private static Socket neverRead(TestClient who) throws IOException {
        URI server = URI.create(who.url());
        Socket socket = new Socket();
        socket.setReceiveBufferSize(1024);
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
        socket.getOutputStream().write(("GET /api/v1/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + who.token() + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
