package prikke.core.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import prikke.core.WebhookSignature;
import prikke.core.crypto.TestVault;
import prikke.core.engine.AttemptRunner.Held;
import prikke.core.engine.AttemptRunner.Made;
import prikke.core.job.Backoff;
import prikke.core.job.Delivery;
import prikke.core.job.HttpCall;
import prikke.core.job.RetryPolicy;
import prikke.core.run.AttemptStatus;
import prikke.core.run.Claim;
import prikke.core.run.ErrorCode;
import prikke.core.run.Finish;

class AttemptRunnerTest {
    private static final List<String> SECRETS = List.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    private final AtomicReference<Instant> now = new AtomicReference<>(TestClaim.T);
    private final AtomicLong nanos = new AtomicLong();
    private final HttpCaller caller = new HttpCaller(EgressPolicy.ALLOW_PRIVATE, 4);
    private @Nullable RuntimeException secretsFailure;
    private boolean mayBegin = true;
    private Runnable whileAsked = () -> {};
    private final AttemptRunner runner = new AttemptRunner(
            now::get, () -> mayBegin, new Signer(org -> secrets(), nanos::get), TestVault.SEALS, caller, new Breakers(), "node", (claim, at) -> {});
    private @Nullable RawServer server;

    @AfterEach
    void close() {
        caller.close();
        if (server != null) server.close();
    }

    @Test
    void where_a_redirect_drops_the_body_the_signature_is_over_none_and_the_first_one_is_recorded() {
        List<String> seen = new CopyOnWriteArrayList<>();
        server = new RawServer(c -> {
            seen.add(c.request());
            c.send("HTTP/1.1 303 Go\r\nLocation: /next\r\nContent-Length: 0\r\n\r\n");
            seen.add(c.request());
            c.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        });
        Claim claim = claim(server);

        Made made = (Made) runner.run(claim);

        assertThat(made.finish().result().status()).isEqualTo(AttemptStatus.SUCCESS);
        assertThat(seen.get(0)).contains("Webhook-Signature: " + signature(claim, "{}") + "\r\n");
        assertThat(seen.get(1)).startsWith("GET ").contains("Webhook-Signature: " + signature(claim, "") + "\r\n");
        assertThat(made.finish().result().signature()).isEqualTo(signature(claim, "{}"));
    }

    @Test
    void a_host_that_fails_rests_and_is_tried_again_after_that() {
        server = RawServer.answering("HTTP/1.1 500 Broken\r\nContent-Length: 0\r\n\r\n");
        Claim claim = claim(server);
        for (int i = 0; i < 3; i++) assertThat(runner.run(claim)).isInstanceOf(Made.class);

        assertThat(runner.run(claim)).isEqualTo(new Held(TestClaim.T.plusSeconds(30)));
        now.set(TestClaim.T.plusSeconds(30));
        assertThat(runner.run(claim)).isInstanceOf(Made.class);
        assertThat(runner.run(claim)).isEqualTo(new Held(TestClaim.T.plusSeconds(90)));
    }

    @Test
    void a_trial_that_could_not_be_sent_lets_another_go() {
        server = RawServer.answering("HTTP/1.1 500 Broken\r\nContent-Length: 0\r\n\r\n");
        Claim claim = claim(server);
        for (int i = 0; i < 3; i++) runner.run(claim);
        now.set(TestClaim.T.plusSeconds(30));
        // Secrets are kept for a second, and by now nobody can tell them.
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        secretsFailure = new IllegalStateException("no secrets");
        assertThatThrownBy(() -> runner.run(claim)).hasMessage("no secrets");
        secretsFailure = null;

        assertThat(runner.run(claim)).isInstanceOf(Made.class);
    }

    @Test
    void what_lost_its_lease_while_the_secrets_were_asked_for_is_not_sent() {
        List<String> seen = new CopyOnWriteArrayList<>();
        server = new RawServer(c -> {
            seen.add(c.request());
            c.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        });
        Claim claim = claim(server);
        whileAsked = () -> mayBegin = false;

        assertThat(runner.run(claim)).isInstanceOf(Held.class);
        assertThat(seen).isEmpty();
        mayBegin = true;
        whileAsked = () -> now.set(TestClaim.T.plusSeconds(3));
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        Made made = (Made) runner.run(claim);

        assertThat(made.finish().result().sentAt()).as("not when it began to ask").isEqualTo(TestClaim.T.plusSeconds(3));
    }

    @Test
    void a_credential_that_cannot_be_opened_is_a_failed_attempt_that_is_tried_again_as_any_other_and_sends_nothing() {
        List<String> seen = new CopyOnWriteArrayList<>();
        server = new RawServer(c -> seen.add(c.request()));
        RetryPolicy once = new RetryPolicy(1, Backoff.FIXED, Duration.ofSeconds(10), Duration.ofSeconds(10));
        HttpCall sealed = new HttpCall("POST", server.url(), Map.of("Authorization", "\u0001v1:0123456789abcdef:c2VjcmV0"), null);
        Delivery delivery = new Delivery(sealed, Duration.ofSeconds(10), once, null, null, true);

        Finish first = ((Made) runner.run(TestClaim.of(TestClaim.T, 0, 0, delivery))).finish();
        Finish last = ((Made) runner.run(TestClaim.of(TestClaim.T, 1, 0, delivery))).finish();

        assertThat(first.next()).isInstanceOf(Finish.Retry.class);
        assertThat(last.next()).isInstanceOf(Finish.End.class);
        assertThat(last.result().status()).isEqualTo(AttemptStatus.FAILED);
        assertThat(last.result().errorCode()).isEqualTo(ErrorCode.CREDENTIALS_UNREADABLE);
        assertThat(last.result().errorMessage()).contains("Give the header its value again").doesNotContain("0123456789abcdef", "c2VjcmV0");
        assertThat(seen).isEmpty();
    }

    private List<String> secrets() {
        whileAsked.run();
        if (secretsFailure != null) throw secretsFailure;
        return SECRETS;
    }

    private static String signature(Claim claim, String body) {
        return WebhookSignature.sign(SECRETS.stream().map(WebhookSignature.Key::of).toList(), claim.id().toString(), TestClaim.T, body.getBytes(UTF_8));
    }

    private static Claim claim(RawServer target) {
        RetryPolicy none = new RetryPolicy(0, Backoff.FIXED, Duration.ofSeconds(1), Duration.ofSeconds(1));
        HttpCall call = new HttpCall("POST", target.url(), Map.of(), "{}".getBytes(UTF_8));
        return TestClaim.of(TestClaim.T, 0, 0, new Delivery(call, Duration.ofSeconds(10), none, null, null, true));
    }
}
