package prikke.cli.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** {@code prikke shell} with somebody before it, who types. */
@ExtendWith(Prikked.Shared.class)
@Isolated("time is measured")
class ShellIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String PROMPT = "prikke> ";

    private final Shell shell;
    private final StringBuffer screen = new StringBuffer();
    private Process process;

    ShellIT(Prikked prikked) {
        shell = prikked.inOrganizationOfItsOwn();
        shell.prikke("jobs", "add", "nightly", prikked.target().url("/ok"), "--every", "1d", "--disabled");
    }

    @BeforeEach
    void open() throws IOException {
        assumeTrue(Pty.available(), "script of util-linux is not installed, so there is no terminal to test on");
        process = shell.startOnTerminal("shell");
        Thread.ofVirtual().start(this::watch);
        awaitScreen(PROMPT);
    }

    @AfterEach
    void close() throws InterruptedException {
        if (process != null) {
            process.destroy();
            process.waitFor();
        }
    }

    @Test
    void commands_run_and_what_fails_shows_its_exit_code() throws IOException {
        type("jobs list\n");
        awaitScreen("nightly  paused");
        type("jobs show nigthly\n");
        awaitScreen("Did you mean nightly?", "[exit code 4]");
    }

    @Test
    void control_c_ends_what_runs_and_control_d_the_shell() throws Exception {
        type("listen\n");
        awaitScreen("Listening on");
        type("\u0003");
        awaitScreen("[exit code 130]");
        type("half a line\u0003");
        type("version -q\n");
        // Before the prompt stands there, the terminal itself would take Ctrl-D for the end of a line.
        awaitScreen("0.1.0\n" + PROMPT);
        type("\u0004");

        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    @Test
    void keys_of_jobs_are_completed_from_the_server_within_a_tenth_of_a_second() throws IOException {
        var took = new ArrayList<Long>();
        for (int i = 0; i < 8; i++) {
            // After a command the server is asked anew.
            type("version -q\n");
            awaitScreen("0.1.0", PROMPT);
            type("jobs run n");
            awaitScreen("jobs run n");
            screen.setLength(0);
            long begun = System.nanoTime();
            type("\t");
            awaitScreen("ightly");
            took.add(Duration.ofNanos(System.nanoTime() - begun).toMillis());
            type("\u0003");
            awaitScreen(PROMPT);
            screen.setLength(0);
        }
        Collections.sort(took);
        assertThat(took.get(took.size() / 2)).as("milliseconds until the key stood there: %s", took).isLessThan(100);
    }

    @Test
    void what_was_typed_is_kept_for_its_owner_and_secrets_are_not() throws Exception {
        Path history = shell.folder().resolve("config/history");
        type("queues list\n");
        awaitScreen("No queues yet");
        type("keys list --api-key pk_live_x.sk_live_y\n");
        awaitScreen("[exit code 3]");
        type("exit\n");
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();

        assertThat(Files.readString(history)).contains("queues list").doesNotContain("sk_live");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(history))).isEqualTo("rw-------");
    }

    private void type(String keys) throws IOException {
        process.getOutputStream().write(keys.getBytes(UTF_8));
        process.getOutputStream().flush();
    }

    private void watch() {
        byte[] part = new byte[8192];
        try (var in = process.getInputStream()) {
            for (int read = in.read(part); read >= 0; read = in.read(part)) {
                screen.append(new String(part, 0, read, UTF_8));
            }
        } catch (IOException e) {
            screen.append("[the terminal is gone]");
        }
    }

    private void awaitScreen(String... texts) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(2)).pollDelay(Duration.ZERO).untilAsserted(
                () -> assertThat(Snapshot.plain(screen.toString())).contains(texts));
    }
}
