package prikke.cli.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The receiver for trying things out. */
@ExtendWith(Prikked.Shared.class)
class ListenIT {
    private final Shell shell;

    @TempDir
    Path folder;

    ListenIT(Prikked prikked) {
        shell = prikked.inOrganizationOfItsOwn();
    }

    @Test
    void deliveries_are_printed_and_checked_with_the_organizations_secret_and_counted_at_the_end() throws Exception {
        Path err = folder.resolve("err");
        Process listen = shell.start(err, "listen");
        var lines = new BufferedReader(new InputStreamReader(listen.getInputStream(), UTF_8));
        String url = Prikked.urlIn(lines.readLine());
        assertThat(url).startsWith("http://127.0.0.1:");

        assertThat(shell.prikke("jobs", "add", "hello", url + "/hello", "--every", "1d").exitCode()).isZero();
        assertThat(shell.prikke("jobs", "run", "hello", "--wait", "-q").exitCode()).isZero();

        assertThat(lines.readLine())
                .matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3}  POST /hello  hello  attempt 1  \\+\\d+ ms  signature ok");
        listen.destroy();
        assertThat(listen.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(listen.exitValue()).as("ended by SIGTERM").isEqualTo(143);
        assertThat(Files.readString(err)).isEqualTo("1 delivery, signatures: 1 ok\n");
    }

    @Test
    void a_secret_that_is_not_the_senders_is_found_out_and_the_answer_is_what_was_asked_for() throws Exception {
        Process listen =
                shell.start(folder.resolve("err"), "listen", "--status", "500", "--secret", "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD");
        var lines = new BufferedReader(new InputStreamReader(listen.getInputStream(), UTF_8));
        String url = Prikked.urlIn(lines.readLine());

        assertThat(shell.prikke("send", url + "/x", "--retries", "0", "--wait", "-q").exitCode()).isEqualTo(7);

        assertThat(lines.readLine()).endsWith("signature BAD");
        listen.destroy();
    }

    @Test
    void a_port_that_is_taken_is_named() throws IOException {
        Process first = shell.start(folder.resolve("err"), "listen");
        String port = Prikked.firstLine(first).replaceAll(".*:", "");

        var second = shell.prikke("listen", "--port", port);

        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(second.err()).contains("Port " + port, "Leave --port out");
        first.destroy();
    }
}
