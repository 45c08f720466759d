package prikke.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import prikke.core.WebhookSignature.Key;
import prikke.core.WebhookSignature.Result;

class WebhookSignatureTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String OTHER = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    private static final byte[] BODY = "{\"total\": \"één\"}".getBytes(UTF_8);

    @Test
    void the_official_library_accepts_a_signature() {
        Instant now = Instant.now();
        String signature = WebhookSignature.sign(List.of(Key.of(OTHER), Key.of(SECRET)), "msg_1", now, BODY);
        HttpHeaders headers = HttpHeaders.of(
                Map.of(
                        "webhook-id", List.of("msg_1"),
                        "webhook-timestamp", List.of(Long.toString(now.getEpochSecond())),
                        "webhook-signature", List.of(signature)),
                (name, value) -> true);

        assertThatCode(() -> new Webhook(SECRET).verify(new String(BODY, UTF_8), headers)).doesNotThrowAnyException();
    }

    @Test
    void a_signature_of_the_official_library_is_valid() throws Exception {
        String signature = new Webhook(SECRET).sign("msg_1", NOW.getEpochSecond(), new String(BODY, UTF_8));

        assertThat(verify("msg_1", timestamp(NOW), signature, BODY)).isEqualTo(Result.VALID);
    }

    @Test
    void one_right_signature_among_several_is_enough() {
        String both = WebhookSignature.sign(List.of(Key.of(OTHER), Key.of(SECRET)), "msg_1", NOW, BODY);

        assertThat(verify("msg_1", timestamp(NOW), "v1a,xxxx " + both, BODY)).isEqualTo(Result.VALID);
    }

    @Test
    void a_changed_body_id_or_secret_does_not_match() {
        String signature = WebhookSignature.sign(SECRET, "msg_1", NOW, BODY);

        assertThat(verify("msg_1", timestamp(NOW), signature, "{}".getBytes(UTF_8))).isEqualTo(Result.MISMATCH);
        assertThat(verify("msg_2", timestamp(NOW), signature, BODY)).isEqualTo(Result.MISMATCH);
        assertThat(verify("msg_1", timestamp(NOW), WebhookSignature.sign(OTHER, "msg_1", NOW, BODY), BODY))
                .isEqualTo(Result.MISMATCH);
        assertThat(verify("msg_1", timestamp(NOW), "", BODY)).isEqualTo(Result.MISMATCH);
    }

    @Test
    void a_timestamp_more_than_five_minutes_off_is_stale() {
        assertThat(signedAt(NOW.minusSeconds(300))).isEqualTo(Result.VALID);
        assertThat(signedAt(NOW.plusSeconds(300))).isEqualTo(Result.VALID);
        assertThat(signedAt(NOW.minusSeconds(301))).isEqualTo(Result.STALE);
        assertThat(signedAt(NOW.plusSeconds(301))).isEqualTo(Result.STALE);
        assertThat(verify("msg_1", "yesterday", "v1,x", BODY)).isEqualTo(Result.STALE);
        assertThat(verify("msg_1", Long.toString(Long.MAX_VALUE), "v1,x", BODY)).isEqualTo(Result.STALE);
    }

    @Test
    void a_delivery_without_one_of_the_headers_is_unsigned() {
        String signature = WebhookSignature.sign(SECRET, "msg_1", NOW, BODY);

        assertThat(verify(null, timestamp(NOW), signature, BODY)).isEqualTo(Result.UNSIGNED);
        assertThat(verify("msg_1", null, signature, BODY)).isEqualTo(Result.UNSIGNED);
        assertThat(verify("msg_1", timestamp(NOW), null, BODY)).isEqualTo(Result.UNSIGNED);
    }

    @Test
    void a_secret_that_is_not_base64_or_is_empty_is_refused() {
        assertThatThrownBy(() -> WebhookSignature.sign("whsec_!", "msg_1", NOW, BODY))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> WebhookSignature.sign("whsec_", "msg_1", NOW, BODY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Result signedAt(Instant signedAt) {
        return verify("msg_1", timestamp(signedAt), WebhookSignature.sign(SECRET, "msg_1", signedAt, BODY), BODY);
    }

    private static Result verify(
            @Nullable String id, @Nullable String timestamp, @Nullable String signature, byte[] body) {
        return WebhookSignature.verify(SECRET, id, timestamp, signature, body, NOW);
    }

    private static String timestamp(Instant instant) {
        return Long.toString(instant.getEpochSecond());
    }
}
