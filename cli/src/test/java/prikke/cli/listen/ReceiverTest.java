package prikke.cli.listen;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import prikke.cli.output.Format;
import prikke.cli.output.Output;

class ReceiverTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String OTHER = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.070Z");

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void a_line_says_what_came_for_which_job_how_late_and_whether_the_signature_holds() throws Exception {
        try (var receiver = receiver(Format.TABLE, 200, SECRET)) {
            assertThat(send(receiver, signed("/hook?a=b", "msg_1")).statusCode()).isEqualTo(200);
        }

        assertThat(printed()).containsPattern("^\\d\\d:\\d\\d:05\\.070  POST /hook\\?a=b  tick  attempt 2  \\+70 ms  signature ok\n$");
    }

    @Test
    void signatures_of_another_secret_are_bad_and_those_that_are_missing_are_told_apart() throws Exception {
        try (var receiver = receiver(Format.TABLE, 200, OTHER)) {
            send(receiver, signed("/hook", "msg_1"));
            send(receiver, HttpRequest.newBuilder(URI.create(receiver.url() + "/plain")).GET());
        }

        assertThat(printed().lines()).satisfiesExactly(
                line -> assertThat(line).endsWith("signature BAD"),
                line -> assertThat(line).endsWith("GET /plain  -  -  -  signature unsigned"));
    }

    @Test
    void any_of_several_secrets_may_have_signed() throws Exception {
        try (var receiver = receiver(Format.TABLE, 200, OTHER, SECRET)) {
            send(receiver, signed("/hook", "msg_1"));
        }

        assertThat(printed()).endsWith("signature ok\n");
    }

    @Test
    void without_a_secret_nothing_is_claimed() throws Exception {
        try (var receiver = receiver(Format.TABLE, 200)) {
            send(receiver, signed("/hook", "msg_1"));
        }

        assertThat(printed()).endsWith("signature unchecked\n");
    }

    @Test
    void the_answer_is_the_status_that_was_asked_for() throws Exception {
        try (var receiver = receiver(Format.TABLE, 503, SECRET)) {
            assertThat(send(receiver, signed("/hook", "msg_1")).statusCode()).isEqualTo(503);
        }
    }

    @Test
    void for_programs_a_line_is_a_json_object() throws Exception {
        try (var receiver = receiver(Format.JSON, 200, SECRET)) {
            send(receiver, signed("/hook", "msg_1"));
        }

        assertThat(printed()).isEqualTo("{\"received_at\":\"2026-01-02T03:04:05.070Z\",\"method\":\"POST\",\"path\":\"/hook\","
                + "\"job_key\":\"tick\",\"execution_id\":\"msg_1\",\"attempt\":\"2\",\"late_ms\":70,\"signature\":\"ok\"}\n");
    }

    @Test
    void the_summary_counts_by_signature() throws Exception {
        var log = log(Format.TABLE);
        try (var receiver = new Receiver(
                "127.0.0.1", 0, 200, Duration.ZERO, new Signatures(List.of(SECRET)), InstantSource.fixed(NOW), log)) {
            assertThat(log.summary()).isEqualTo("0 deliveries");
            send(receiver, signed("/hook", "msg_1"));
            send(receiver, signed("/hook", "msg_2"));
            send(receiver, HttpRequest.newBuilder(URI.create(receiver.url())).GET());
        }

        assertThat(log.summary()).isEqualTo("3 deliveries, signatures: 2 ok, 1 unsigned");
    }

    private Receiver receiver(Format format, int status, String... secrets) throws IOException {
        return new Receiver(
                "127.0.0.1", 0, status, Duration.ZERO, new Signatures(List.of(secrets)), InstantSource.fixed(NOW), log(format));
    }

    private DeliveryLog log(Format format) {
        var out = new PrintStream(printed, true, UTF_8);
        var output = new Output(
                format, false, false, false, false, 80, out, new PrintStream(OutputStream.nullOutputStream()), InstantSource.fixed(NOW));
        return new DeliveryLog(output, out);
    }

    private static HttpRequest.Builder signed(String path, String id) throws Exception {
        String signature = new Webhook(SECRET).sign(id, NOW.getEpochSecond(), "{}");
        return HttpRequest.newBuilder(URI.create("http://unused" + path))
                .header("Webhook-Id", id)
                .header("Webhook-Timestamp", Long.toString(NOW.getEpochSecond()))
                .header("Webhook-Signature", signature)
                .header("Prikke-Job-Key", "tick")
                .header("Prikke-Execution-Id", id)
                .header("Prikke-Attempt", "2")
                .header("Prikke-Scheduled-For", "2026-01-02T03:04:05.000Z")
                .POST(HttpRequest.BodyPublishers.ofString("{}"));
    }

    private HttpResponse<Void> send(Receiver receiver, HttpRequest.Builder request) throws Exception {
        URI uri = request.copy().build().uri();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return client.send(
                request.uri(URI.create(receiver.url() + uri.getRawPath() + query)).build(), HttpResponse.BodyHandlers.discarding());
    }

    private String printed() {
        return printed.toString(UTF_8);
    }
}
