package prikke.cli.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import prikke.cli.Ports;
import prikke.core.api.Json;

/** {@code prikke runs tail}: what it prints, and that it goes on whatever becomes of the daemon. */
class RunsTailIT {
    private static final String ID = "[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}";

    @TempDir
    Path folder;

    private Shell shell;
    private Target target;
    private String port;
    private Process daemon;
    private final List<Process> started = new ArrayList<>();

    @BeforeEach
    void open() throws IOException {
        shell = new Shell(folder);
        target = new Target();
        port = Integer.toString(Ports.lasting());
        daemon = startDaemon();
        var registered = shell.stdin("correct horse battery\n")
                .prikke("register", "--server", "http://127.0.0.1:" + port, "--email", "ada@example.com", "--password-stdin");
        assertThat(registered.exitCode()).as(registered.err()).isZero();
        shell.prikke("jobs", "add", "ping", target.url("/ping"), "--cron", "0 0 1 1 *");
    }

    @AfterEach
    void close() {
        started.forEach(Process::destroyForcibly);
        daemon.destroyForcibly();
        target.close();
    }

    private Process startDaemon() throws IOException {
        Process process = shell.start(folder.resolve("log"), "daemon", "run", "--port", port);
        assertThat(Prikked.firstLine(process)).contains("ready on");
        return process;
    }

    /** Starts it; what it prints turns up in the list, line by line. */
    private List<String> follow(String... args) throws IOException {
        List<String> words = new ArrayList<>(List.of("runs", "tail", "-f"));
        words.addAll(List.of(args));
        Process process = shell.start(folder.resolve("err"), words.toArray(String[]::new));
        started.add(process);
        List<String> lines = new CopyOnWriteArrayList<>();
        Thread.ofVirtual().start(() -> {
            try (var out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
                out.lines().forEach(lines::add);
            } catch (IOException | UncheckedIOException e) {
                lines.add("broken: " + e.getMessage());
            }
        });
        return lines;
    }

    private String run() {
        var result = shell.prikke("jobs", "run", "ping", "--wait", "-q");
        assertThat(result.exitCode()).as(result.err()).isZero();
        return result.out().strip();
    }

    @Test
    void it_prints_the_latest_runs_the_oldest_first_and_the_same_way_every_time() {
        String first = run();
        String second = run();

        var two = shell.prikke("runs", "tail");

        assertThat(two.exitCode()).as(two.err()).isZero();
        assertThat(two.out().lines()).hasSize(2)
                .allMatch(line -> line.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z  success    " + ID + "  ping  200  \\d+ ms"));
        assertThat(shell.prikke("runs", "tail").out()).isEqualTo(two.out());
        assertThat(shell.prikke("runs", "tail", "-q").out()).isEqualTo(first + "\n" + second + "\n");
        assertThat(shell.prikke("runs", "tail", "-n", "1", "-o", "json").out().lines()).singleElement()
                .satisfies(line -> assertThat(Json.mapper().readTree(line).path("id").asText()).isEqualTo(second));
        assertThat(shell.prikke("runs", "tail", "--status", "failed").out()).isEmpty();
        assertThat(shell.prikke("runs", "tail", "-n", "-1").exitCode()).isEqualTo(2);
        assertThat(shell.prikke("runs", "tail", "-f", "--job", "nonesuch").exitCode()).isEqualTo(4);
    }

    @Test
    void following_survives_a_kill_and_a_stop_of_the_daemon_without_a_gap_or_a_repeated_line() throws Exception {
        List<String> ran = new ArrayList<>(List.of(run(), run()));
        List<String> lines = follow("-o", "json");
        await().atMost(Duration.ofSeconds(60)).until(() -> lines.size() == 2);
        ran.add(run());
        ran.add(run());

        daemon.destroyForcibly().waitFor();
        daemon = startDaemon();
        ran.add(run());
        daemon.destroy();
        assertThat(daemon.waitFor(60, TimeUnit.SECONDS)).isTrue();
        daemon = startDaemon();
        ran.add(run());

        await().atMost(Duration.ofSeconds(60)).until(() -> lines.size() >= ran.size());
        List<String> told = new ArrayList<>();
        for (String line : lines) {
            JsonNode execution = Json.mapper().readTree(line);
            assertThat(execution.path("status").asText()).isEqualTo("success");
            told.add(execution.path("id").asText());
        }
        assertThat(told).isEqualTo(ran);
    }

    @Test
    void ctrl_c_ends_it_with_130() throws Exception {
        run();
        List<String> lines = follow("-n", "1");
        await().atMost(Duration.ofSeconds(60)).until(() -> lines.size() == 1);
        Process tail = started.getFirst();
        assumeTrue(hearsInterrupts(tail), "these tests were started in the background, where an interrupt is ignored by all that they start");

        assertThat(new ProcessBuilder("sh", "-c", "kill -INT " + tail.pid()).inheritIO().start().waitFor()).isZero();

        assertThat(tail.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(tail.exitValue()).isEqualTo(130);
        assertThat(lines).hasSize(1);
    }

    /** Where there is no telling, it is taken to. */
    private static boolean hearsInterrupts(Process process) throws IOException {
        Path status = Path.of("/proc/" + process.pid() + "/status");
        if (!Files.exists(status)) return true;
        try (Stream<String> lines = Files.lines(status)) {
            String ignored = lines.filter(line -> line.startsWith("SigIgn:")).findFirst().orElse("SigIgn: 0");
            return (Long.parseUnsignedLong(ignored.substring(7).strip(), 16) & 0b10) == 0;
        }
    }
}
