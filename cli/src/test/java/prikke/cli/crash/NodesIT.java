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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import prikke.cli.crash.DeliveryLog.Delivery;
import prikke.core.api.ApiClient;
import prikke.core.api.ApiConnection;
import prikke.core.api.AttemptResponse;
import prikke.core.api.JobRequest;
import prikke.core.api.Json;
import prikke.core.api.RegisterRequest;

/** Two daemons on one PostgreSQL, of which one is stopped and started as administrators do it, or hangs. */
@TestInstance(Lifecycle.PER_CLASS)
@Isolated("measures how late")
class NodesIT {
    private static final int JOBS = 20;
    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

    private final List<DaemonProcess> daemons = new ArrayList<>();
    private Path folder;
    private DeliveryLog receiver;
    private Postgres postgres;
    private @Nullable String token;

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        folder = temporary;
        postgres = new Postgres(folder.resolve("postgres"));
        for (int i = 0; i < 2; i++) daemons.add(start(i));
        token = client(0).register(new RegisterRequest("nodes@example.com", "correct horse battery", "Nodes")).value().token();
    }

    @BeforeEach
    void listen() throws Exception {
        receiver = new DeliveryLog();
    }

    @AfterEach
    void hangUp() {
        receiver.close();
    }

    @AfterAll
    void stop() throws Exception {
        for (DaemonProcess daemon : daemons) daemon.kill();
        postgres.close();
    }

    private DaemonProcess start(int slot) throws Exception {
        Path dataDir = folder.resolve("node-" + slot).resolve("data");
        Files.createDirectories(dataDir);
        return DaemonProcess.start(dataDir, Map.of("PRIKKE_ENCRYPTION_KEY", KEY), "--database-url", postgres.url());
    }

    private ApiClient client(int slot) {
        return new ApiClient(new ApiConnection(daemons.get(slot).url(), "nodes-test", token, null, Duration.ofSeconds(20)));
    }

    private static JobRequest job(@Nullable String key, String url, String field, @Nullable String value) {
        ObjectNode job = Json.mapper().createObjectNode().put("url", url).put(field, value);
        if (key != null) job.put("key", key);
        return Json.mapper().convertValue(job, JobRequest.class);
    }

    @Test
    void a_rolling_restart_neither_loses_nor_doubles_nor_delays_a_run() throws Exception {
        for (int i = 0; i < JOBS; i++) client(i % 2).jobs().create(job("every-" + i, receiver.url("/every"), "every", "1s"));
        await().until(() -> receiver.all().size() >= JOBS);

        for (int slot = 0; slot < daemons.size(); slot++) {
            daemons.get(slot).stop();
            daemons.set(slot, start(slot));
            int before = receiver.all().size();
            await().until(() -> receiver.all().size() >= before + JOBS);
        }

        for (int i = 0; i < JOBS; i++) client(i % 2).jobs().delete("every-" + i);

        List<Delivery> all = receiver.all();
        Map<String, List<Instant>> byJob = all.stream().collect(
                Collectors.groupingBy(Delivery::job, Collectors.mapping(Delivery::scheduledFor, Collectors.toList())));
        assertThat(byJob).hasSize(JOBS);
        byJob.values().forEach(NodesIT::assertSecondAfterSecond);
        Duration latest = all.stream().map(Delivery::late).max(Duration::compareTo).orElseThrow();
        System.out.printf("NodesIT: %d deliveries through two restarts, the latest %d ms after its time%n", all.size(), latest.toMillis());
        assertThat(all).allSatisfy(d -> assertThat(d.late()).isBetween(Duration.ofMillis(-5), Duration.ofSeconds(1)));
        assertThat(all).extracting(Delivery::attempt).containsOnly(1);
        assertThat(postgres.rows("select status, reason from ended_executions where status not in ('success', 'cancelled')")).isEmpty();
    }

    /** What is nearly at the same time may come in any order. */
    private static void assertSecondAfterSecond(List<Instant> occurrences) {
        List<Instant> inOrder = occurrences.stream().sorted().toList();
        for (int i = 1; i < inOrder.size(); i++) assertThat(inOrder.get(i)).isEqualTo(inOrder.get(i - 1).plusSeconds(1));
    }

    @Test
    void a_daemon_that_hangs_is_noticed_within_ten_seconds_and_when_it_wakes_its_late_results_change_nothing() throws Exception {
        DaemonProcess hung = daemons.get(0);
        List<String> underWay = new ArrayList<>();
        for (int i = 0; i < 5; i++) underWay.add(post(0, "/hold", null));
        await().until(() -> receiver.all().size() == underWay.size());
        String toCome = post(0, "/once", "1s");

        hung.freeze();
        Instant frozen = Instant.now();
        await().atMost(20, SECONDS).until(() -> underWay.stream().allMatch(id -> receiver.of(id).size() == 2));
        Duration noticed = Duration.between(frozen, Instant.now());
        await().atMost(5, SECONDS).until(() -> receiver.of(toCome).size() == 1);
        System.out.printf("NodesIT: a hung daemon's executions ran elsewhere after %d ms%n", noticed.toMillis());
        assertThat(noticed).isLessThan(Duration.ofSeconds(10));
        for (String id : underWay) await().until(() -> ended(id).equals("success"));
        List<List<String>> before = rows(underWay);

        hung.thaw();
        receiver.letGo();
        await().atMost(20, SECONDS).until(() -> postgres.count("select count(*) from nodes where name like '%:" + hung.pid() + "'") == 1);
        String afterwards = post(0, "/once", null);
        await().atMost(10, SECONDS).until(() -> ended(afterwards).equals("success"));
        await().until(() -> postgres.count("select sum(in_flight) from nodes") == 0);

        assertThat(rows(underWay)).isEqualTo(before);
        for (String id : underWay) {
            assertThat(receiver.of(id)).extracting(Delivery::attempt).containsExactly(1, 2);
            assertThat(client(1).executions().attempts(UUID.fromString(id)).values()).extracting(AttemptResponse::status).containsExactly("lost", "success");
        }
        assertThat(receiver.of(toCome)).as("held by the hung one and not begun: run once, elsewhere").hasSize(1);
        assertThat(postgres.rows("select id from active_executions")).isEmpty();
    }

    private String post(int slot, String path, @Nullable String delay) {
        return String.valueOf(client(slot).jobs().create(job(null, receiver.url(path), "delay", delay)).value().executionId());
    }

    private String ended(String id) throws Exception {
        List<List<String>> rows = postgres.rows("select status from ended_executions where id = '" + id + "'");
        return rows.isEmpty() ? "" : rows.getFirst().getFirst();
    }

    /** All that is recorded of their ends and attempts. */
    private List<List<String>> rows(List<String> ids) throws Exception {
        return postgres.rows("select e.id, e.status, e.finished_at, e.attempts, a.number, a.status, a.node, a.answered_at"
                + " from ended_executions e join attempts a on a.execution_id = e.id where e.id in ('" + String.join("', '", ids) + "') order by e.id, a.number");
    }
}
