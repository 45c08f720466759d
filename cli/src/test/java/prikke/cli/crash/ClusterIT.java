package prikke.cli.crash;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import prikke.cli.crash.DeliveryLog.Delivery;
import prikke.core.api.ApiClient;
import prikke.core.api.ApiConnection;
import prikke.core.api.ApiException;
import prikke.core.api.JobBatchRequest;
import prikke.core.api.JobRequest;
import prikke.core.api.Json;
import prikke.core.api.RegisterRequest;
import prikke.core.api.UnreachableException;

/**
 * Three daemons on one PostgreSQL do 20,000 executions while daemons are killed at random moments and started again, and the server
 * is restarted in the middle. What was acknowledged is what is asked for afterwards; what the receiver saw is what is believed.
 *
 * <p>An attempt is in flight at a kill when the receiver has got its request, be it answered or not, and the database, read once the
 * daemon is gone, does not have its end: these, and no others, may be delivered again.
 */
@Isolated("takes the whole machine")
class ClusterIT {
    private static final int DAEMONS = 3;
    private static final int ONE_OFFS = 19_000;
    private static final int IN_A_BATCH = 200;
    private static final int RECURRING = 40;
    private static final int KILLS = 6;
    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);
    private static final long SEED = Long.getLong("prikke.seed", System.nanoTime());

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);
    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    /** What the killed held when they were killed, each with the number of the attempt that it was about to be, or was, given. */
    private final Set<Held> heldAtKills = new HashSet<>();

    private record Held(String execution, int attempt) {}

    private final AtomicReferenceArray<@Nullable DaemonProcess> daemons = new AtomicReferenceArray<>(DAEMONS);
    private String token = "";

    @Test
    void nothing_is_lost_or_finished_twice_while_daemons_die_and_the_server_restarts() throws Exception {
        System.out.println("ClusterIT: repeat with -Dprikke.seed=" + SEED);
        try (DeliveryLog receiver = new DeliveryLog(); Postgres postgres = new Postgres(folder.resolve("postgres"))) {
            try {
                startAll(postgres);
                ApiClient api = client(0);
                token = api.register(new RegisterRequest("cluster@example.com", "correct horse battery", "Cluster")).value().token();
                for (int i = 0; i < RECURRING; i++) client(i % DAEMONS).jobs().create(job("every-" + i, receiver.url("/every"), "every", "1s"));
                Thread poster = Thread.ofPlatform().daemon().start(() -> postOneOffs(receiver));
                for (int kill = 0; kill < KILLS; kill++) {
                    pause();
                    replace(random.nextInt(DAEMONS), postgres);
                    if (kill == KILLS / 2 - 1) postgres.restart();
                }
                poster.join();
                Instant pausing = Instant.now();
                settle(postgres);
                verify(postgres, receiver, pausing);
            } finally {
                for (int i = 0; i < DAEMONS; i++) close(daemons.get(i));
            }
        }
    }

    private void startAll(Postgres postgres) throws Exception {
        // The first makes the tables; the others may come together.
        daemons.set(0, start(0, postgres));
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<DaemonProcess>> starting = new ArrayList<>();
            for (int i = 1; i < DAEMONS; i++) {
                int slot = i;
                starting.add(pool.submit(() -> start(slot, postgres)));
            }
            for (int i = 1; i < DAEMONS; i++) daemons.set(i, starting.get(i - 1).get());
        }
    }

    private DaemonProcess start(int slot, Postgres postgres) throws Exception {
        Path dataDir = folder.resolve("node-" + slot).resolve("data");
        Files.createDirectories(dataDir);
        return DaemonProcess.start(dataDir, Map.of("PRIKKE_ENCRYPTION_KEY", KEY), "--database-url", postgres.url());
    }

    private void replace(int slot, Postgres postgres) throws Exception {
        DaemonProcess victim = daemons.getAndSet(slot, null);
        if (victim != null) {
            victim.kill();
            noteWhatItHeld(victim, postgres);
        }
        daemons.set(slot, start(slot, postgres));
    }

    /** Long before the others miss it. */
    private void noteWhatItHeld(DaemonProcess victim, Postgres postgres) throws Exception {
        for (List<String> row : postgres.rows("select a.id, a.attempts + 1 from active_executions a join nodes n on n.id = a.node"
                + " where n.name like '%:" + victim.pid() + "'")) {
            heldAtKills.add(new Held(row.get(0), Integer.parseInt(row.get(1))));
        }
    }

    /** Of what was held at the kills that which had been sent, as the receiver has it. */
    private long inFlightAtKills(List<Delivery> deliveries) {
        return deliveries.stream().filter(d -> heldAtKills.contains(new Held(d.execution(), d.attempt()))).count();
    }

    private static void close(@Nullable DaemonProcess daemon) throws InterruptedException {
        if (daemon != null) daemon.close();
    }

    /** The random moment itself. */
    private void pause() throws InterruptedException {
        Thread.sleep(500 + random.nextInt(1500));
    }

    private ApiClient client(int slot) {
        DaemonProcess daemon = daemons.get(slot);
        if (daemon == null) throw new IllegalStateException("The daemon " + slot + " is down");
        return new ApiClient(new ApiConnection(daemon.url(), "cluster-test", token.isEmpty() ? null : token, null, Duration.ofSeconds(20)));
    }

    private static JobRequest job(@Nullable String key, String url, String field, String value) {
        ObjectNode job = Json.mapper().createObjectNode().put("url", url).put(field, value);
        if (key != null) job.put("key", key);
        return Json.mapper().convertValue(job, JobRequest.class);
    }

    /** To one daemon after the other; a batch that was not acknowledged may have been made or not, so others take its place. */
    private void postOneOffs(DeliveryLog receiver) {
        Random delays = new Random(SEED);
        for (int slot = 0; acknowledged.size() < ONE_OFFS; slot = (slot + 1) % DAEMONS) {
            List<JobRequest> jobs = new ArrayList<>();
            for (int i = 0; i < IN_A_BATCH; i++) jobs.add(job(null, receiver.url("/once"), "delay", 1 + delays.nextInt(5) + "s"));
            try {
                if (daemons.get(slot) == null) continue;
                client(slot).jobs().createAll(new JobBatchRequest(jobs, true)).value().results()
                        .forEach(r -> acknowledged.add(String.valueOf(r.executionId())));
            } catch (UnreachableException | ApiException | IllegalStateException e) {
                Thread.onSpinWait(); // not acknowledged: that daemon, or the database, is down
            }
        }
    }

    /** No further occurrences, and all there are come to their end. */
    private void settle(Postgres postgres) {
        for (int i = 0; i < RECURRING; i++) {
            String key = "every-" + i;
            await().atMost(30, SECONDS).ignoreExceptions().until(() -> client(0).jobs().pause(key) != null);
        }
        await().atMost(120, SECONDS)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(postgres.rows("select node, gated, cancelled, attempts, lost, count(*), min(due_at), max(due_at), now()"
                                + " from active_executions group by 1, 2, 3, 4, 5"))
                        .as("node, gated, cancelled, attempts, lost, count, due of what has not ended")
                        .isEmpty());
    }

    private void verify(Postgres postgres, DeliveryLog receiver, Instant pausing) throws Exception {
        Map<String, Long> deliveries = receiver.deliveries();
        Map<String, String> ended = new HashMap<>();
        for (List<String> row : postgres.rows("select id, status from ended_executions")) {
            assertThat(ended.put(row.get(0), row.get(1))).as("a second row of %s", row.get(0)).isNull();
        }
        for (String id : acknowledged) {
            assertThat(ended).as("acknowledged one-off").containsEntry(id, "success");
            assertThat(deliveries).as("deliveries of an acknowledged one-off").containsKey(id);
        }
        assertThat(postgres.rows("select execution_id from attempts where status = 'success' group by 1 having count(*) > 1"))
                .as("executions that were finished twice").isEmpty();
        int occurrences = verifyOccurrences(postgres, pausing);

        long inFlight = inFlightAtKills(receiver.all());
        long repeated = 0;
        for (List<String> row : postgres.rows("select id, status, attempts from ended_executions")) {
            long delivered = deliveries.getOrDefault(row.get(0), 0L);
            if (row.get(1).equals("success")) assertThat(delivered).as("deliveries of %s", row).isPositive();
            assertThat(delivered).as("deliveries of %s", row).isLessThanOrEqualTo(Long.parseLong(row.get(2)));
            repeated += Math.max(0, delivered - 1);
        }
        System.out.printf("ClusterIT: %d kills, %d one-offs acknowledged, %d occurrences, %d attempts in flight at the kills, %d duplicate deliveries%n",
                KILLS, acknowledged.size(), occurrences, inFlight, repeated);
        assertThat(repeated).isLessThanOrEqualTo(inFlight);
    }

    /**
     * Second after second each recurring job has exactly one execution, whatever became of it; until it was paused, when what was
     * planned ahead is taken back.
     */
    private static int verifyOccurrences(Postgres postgres, Instant pausing) throws Exception {
        int occurrences = 0;
        Map<String, Instant> last = new HashMap<>();
        for (List<String> row : postgres.rows("select j.job_key, to_char(e.scheduled_for at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"'),"
                + " e.reason from ended_executions e join jobs j on j.id = e.job_id where j.job_key is not null order by e.id")) {
            Instant at = Instant.parse(row.get(1));
            if (at.isAfter(pausing)) continue;
            assertThat(row.get(2)).as("what stands for several").doesNotContain("stands for");
            Instant before = last.put(row.get(0), at);
            if (before != null) assertThat(at).as("an occurrence of %s", row.get(0)).isEqualTo(before.plusSeconds(1));
            occurrences++;
        }
        assertThat(last).hasSize(RECURRING);
        return occurrences;
    }
}
