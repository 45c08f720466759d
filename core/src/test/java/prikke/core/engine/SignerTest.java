package prikke.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import prikke.core.WebhookSignature;
import prikke.core.run.Claim;

class SignerTest {
    private static final String ONE = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String TWO = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

    private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);

    private final Claim claim = TestClaim.dueAt(TestClaim.T);
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicLong nanos = new AtomicLong();
    private List<String> secrets = List.of(ONE);
    private CountDownLatch crowd = new CountDownLatch(0);
    private @Nullable RuntimeException failure;
    private final Signer signer = new Signer(
            org -> {
                asked.incrementAndGet();
                awaitCrowd();
                if (failure != null) throw failure;
                return secrets;
            },
            nanos::get);

    @Test
    void each_active_secret_gives_a_signature() {
        secrets = List.of(ONE, TWO);

        assertThat(sign().split(" ")).hasSize(2).allMatch(signature -> signature.startsWith("v1,"));
    }

    @Test
    void each_body_has_a_signature_of_its_own_under_the_same_id_and_time() {
        Signer.Signing signing = signer.keys(claim.org()).signing(claim, TestClaim.T);

        List<WebhookSignature.Key> keys = secrets.stream().map(WebhookSignature.Key::of).toList();
        for (byte[] body : new byte[][] {BODY, {}}) {
            assertThat(signing.over(body)).isEqualTo(WebhookSignature.sign(keys, claim.id().toString(), TestClaim.T, body));
        }
        assertThat(signing.over(BODY)).isNotEqualTo(signing.over(new byte[0]));
    }

    @Test
    void without_a_secret_there_is_no_signature() {
        secrets = List.of();

        assertThat(signer.keys(claim.org()).signing(claim, TestClaim.T).over(BODY)).isNull();
    }

    @Test
    void the_secrets_are_asked_for_once_a_second() {
        String before = sign();
        secrets = List.of(TWO);

        assertThat(sign()).isEqualTo(before);
        assertThat(asked.get()).isEqualTo(1);
        nanos.addAndGet(Duration.ofMillis(1_001).toNanos());
        assertThat(sign()).as("a rotation counts within a second").isNotEqualTo(before);
    }

    @Test
    void however_many_need_the_secrets_at_once_they_are_asked_for_once() throws Exception {
        crowd = new CountDownLatch(50);
        List<Thread> threads = IntStream.range(0, 50)
                .mapToObj(i -> Thread.startVirtualThread(() -> {
                    crowd.countDown();
                    sign();
                }))
                .toList();
        for (Thread thread : threads) thread.join();

        assertThat(asked.get()).isEqualTo(1);
    }

    @Test
    void while_the_database_is_away_the_secrets_known_last_are_used() {
        String before = sign();
        failure = new DataAccessException("away", new SQLTransientConnectionException());
        nanos.addAndGet(Duration.ofMinutes(5).toNanos());

        assertThat(sign()).isEqualTo(before);
        assertThat(sign()).isEqualTo(before);
        assertThat(asked.get()).as("and not asked for each time").isEqualTo(2);
    }

    @Test
    void where_none_are_known_or_something_else_failed_it_cannot_be_signed() {
        failure = new DataAccessException("away", new SQLTransientConnectionException());
        assertThatThrownBy(this::sign).hasMessage("away");

        failure = null;
        sign();
        failure = new IllegalStateException("broken");
        nanos.addAndGet(Duration.ofMinutes(5).toNanos());
        assertThatThrownBy(this::sign).hasMessage("broken");
    }

    private void awaitCrowd() {
        try {
            assertThat(crowd.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String sign() {
        return Objects.requireNonNull(signer.keys(claim.org()).signing(claim, TestClaim.T).over(BODY));
    }
}
