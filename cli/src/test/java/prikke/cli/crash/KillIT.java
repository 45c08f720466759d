package prikke.cli.crash;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import prikke.core.api.ApiClient;
import prikke.core.api.ApiConnection;
import prikke.core.api.ApiException;
import prikke.core.api.ExecutionFilter;
import prikke.core.api.ExecutionResponse;
import prikke.core.api.JobRequest;
import prikke.core.api.JobResponse;
import prikke.core.api.Json;
import prikke.core.api.RegisterRequest;
import prikke.core.api.UnreachableException;

/**
 * {@code kill -9} at random moments, ten times in a row, while 50 jobs run every second and one-offs are posted. What the API has
 * acknowledged is what is asked for afterwards; what the receiver saw is what is believed.
 */
@Isolated("takes the whole machine")
class KillIT {
    private static final int KILLS = 10;
    private static final int JOBS = 50;
    /** Some hundred a second, so that the daemons spend their time on what they are killed in, not on the backlog of the last one. */
    private static final Duration BETWEEN_POSTS = Duration.ofMillis(2);

    private static final long SEED = Long.getLong("prikke.seed", System.nanoTime());

    @TempDir
    Path folder;

    private final Queue<UUID> acknowledged = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean posting = new AtomicBoolean(true);
    private volatile @Nullable ApiClient client;

    @Test
    void nothing_that_was_acknowledged_is_lost_doubled_or_stuck_however_often_the_daemon_is_killed() throws Exception {
        System.out.println("KillIT: repeat with -Dprikke.seed=" + SEED);
        Random random = new Random(SEED);
        try (DeliveryLog receiver = new DeliveryLog()) {
            DaemonProcess daemon = DaemonProcess.start(folder.resolve("data"));
            try {
                String token = connection(daemon, null).register(new RegisterRequest("kill@example.com", "correct horse battery", "Kill"))
                        .value()
                        .token();
                ApiClient api = connection(daemon, token);
                client = api;
                List<JobResponse> jobs = addJobs(api, receiver);
                Thread poster = Thread.ofPlatform().daemon().start(() -> postOneOffs(receiver));
                for (int kill = 0; kill < KILLS; kill++) {
                    int before = acknowledged.size();
                    await().atMost(30, SECONDS).until(() -> acknowledged.size() > before + 1);
                    Thread.sleep(100 + random.nextInt(1100)); // the random moment itself
                    daemon.kill();
                    daemon = DaemonProcess.start(folder.resolve("data"));
                    client = connection(daemon, token);
                }
                posting.set(false);
                poster.join();
                settle(connection(daemon, token), jobs);
                verify(connection(daemon, token), jobs, receiver.deliveries());
                verifyReaped(KILLS);
            } finally {
                daemon.close();
            }
        }
    }

    private static ApiClient connection(DaemonProcess daemon, @Nullable String token) {
        return new ApiClient(new ApiConnection(daemon.url(), "kill-test", token, null, Duration.ofSeconds(20)));
    }

    private static List<JobResponse> addJobs(ApiClient api, DeliveryLog receiver) {
        List<JobResponse> jobs = new ArrayList<>();
        for (int i = 0; i < JOBS; i++) jobs.add(api.jobs().create(job("every-" + i, receiver.url("/every"), "1s")).value());
        return jobs;
    }

    private static JobRequest job(@Nullable String key, String url, @Nullable String every) {
        ObjectNode job = Json.mapper().createObjectNode().put("url", url);
        if (key != null) job.put("key", key);
        if (every != null) job.put("every", every);
        return Json.mapper().convertValue(job, JobRequest.class);
    }

    private void postOneOffs(DeliveryLog receiver) {
        while (posting.get()) {
            ApiClient api = client;
            try {
                if (api == null) continue;
                UUID execution = api.jobs().create(job(null, receiver.url("/once"), null)).value().executionId();
                if (execution != null) acknowledged.add(execution);
                LockSupport.parkNanos(BETWEEN_POSTS.toNanos());
            } catch (UnreachableException | ApiException e) {
                Thread.onSpinWait(); // not acknowledged: the daemon is down, nothing is owed
            }
        }
    }

    /** No further occurrences, and all there are come to their end. */
    private static void settle(ApiClient api, List<JobResponse> jobs) {
        for (JobResponse job : jobs) api.jobs().pause(job.id().toString());
        await().atMost(60, SECONDS).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
            for (String status : List.of("pending", "running", "retrying")) {
                assertThat(api.executions().list(new ExecutionFilter(null, status, null, null, null)).values()).as(status).isEmpty();
            }
        });
    }

    /** Each daemon that was killed is found dead by the next one, and by no other: the file has kept what that wrote. */
    private void verifyReaped(int kills) throws IOException {
        List<String> reaped = Files.readAllLines(folder.resolve("daemon.log")).stream()
                .filter(line -> line.contains("event=node_reaped"))
                .map(line -> line.replaceFirst(".*node=\"([^\"]+)\".*", "$1"))
                .toList();
        assertThat(reaped).doesNotHaveDuplicates().hasSize(kills);
    }

    private void verify(ApiClient api, List<JobResponse> jobs, Map<String, Long> deliveries) {
        Map<UUID, ExecutionResponse> executions = api.executions().list(ExecutionFilter.ALL).values().stream()
                .collect(Collectors.toMap(ExecutionResponse::id, e -> e, (a, b) -> {
                    throw new AssertionError("The execution " + a.id() + " was listed twice");
                }));
        assertThat(api.jobs().list().values().stream().map(JobResponse::id)).containsAll(jobs.stream().map(JobResponse::id).toList());
        int occurrences = 0;
        for (JobResponse job : jobs) occurrences += verifyOccurrences(job, executions);
        for (UUID id : acknowledged) {
            assertThat(executions).as("acknowledged one-off").containsKey(id);
            assertThat(deliveries).as("deliveries of an acknowledged one-off").containsKey(id.toString());
        }
        long repeated = 0;
        for (ExecutionResponse e : executions.values()) {
            long delivered = deliveries.getOrDefault(e.id().toString(), 0L);
            if (e.status().equals("success")) assertThat(delivered).as("deliveries of %s", e).isPositive();
            assertThat(delivered).as("deliveries of %s", e).isLessThanOrEqualTo(e.attempts());
            if (delivered > 1) repeated++;
        }
        System.out.printf("KillIT: %d kills, %d occurrences, %d one-offs acknowledged, %d executions delivered more than once%n",
                KILLS, occurrences, acknowledged.size(), repeated);
        assertThat(acknowledged).hasSizeGreaterThan(10);
    }

    /** Second after second from the job's creation, each has exactly one execution; a long outage may be told by one that says so. */
    private static int verifyOccurrences(JobResponse job, Map<UUID, ExecutionResponse> executions) {
        List<ExecutionResponse> own = executions.values().stream()
                .filter(e -> e.jobId().equals(job.id()))
                .sorted(Comparator.comparing(ExecutionResponse::scheduledFor))
                .toList();
        Instant expected = job.createdAt();
        int occurrences = 0;
        for (ExecutionResponse e : own) {
            int count = standsFor(e);
            occurrences += count;
            expected = expected.plusSeconds(count);
            assertThat(e.scheduledFor()).as("occurrence %d of %s", occurrences, job.key()).isEqualTo(expected);
        }
        assertThat(occurrences).as("occurrences of %s", job.key()).isGreaterThan(KILLS);
        return occurrences;
    }

    private static int standsFor(ExecutionResponse e) {
        Matcher span = Pattern.compile("stands for (\\d+) occurrences").matcher(e.reason() == null ? "" : e.reason());
        return span.find() ? Integer.parseInt(span.group(1)) : 1;
    }
}
