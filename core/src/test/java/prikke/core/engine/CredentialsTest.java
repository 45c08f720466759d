package prikke.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import prikke.core.crypto.EncryptionKey;
import prikke.core.crypto.Vault;
import prikke.core.db.Dialect;
import prikke.core.job.HeaderSeals;
import prikke.core.job.Jobs;
import prikke.core.job.TestDraft;
import prikke.core.run.ErrorCode;
import prikke.core.run.ExecutionStatus;

/** Credentials among headers arrive at the target as they were given, by every way that an execution takes to its attempt. */
@ParameterizedClass
@EnumSource(Dialect.class)
class CredentialsTest {
    private static final Map<String, String> HEADERS = Map.of("Authorization", "Bearer s3cret", "X-Api-Key", "k3y", "X-Plain", "p");

    private final EngineFixture fixture;

    CredentialsTest(Dialect dialect) {
        fixture = new EngineFixture(dialect);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void a_one_off_sends_them() {
        UUID execution = fixture.post("headers", HEADERS);
        fixture.turn();

        assertThat(fixture.execution(execution).status()).isEqualTo(ExecutionStatus.SUCCESS);
        assertSent();
    }

    @Test
    void one_that_another_daemon_claims_from_the_database_sends_them() {
        fixture.post("headers", HEADERS, "delay", "1h");
        fixture.crash();
        fixture.engine.enter();
        fixture.turn(Duration.ofHours(1));
        fixture.run(Duration.ofSeconds(15));

        assertSent();
    }

    @Test
    void what_is_read_back_of_an_attempt_has_none_of_them() {
        UUID execution = fixture.post("headers", HEADERS);
        fixture.turn();

        assertThat(fixture.attempts(execution)).isNotEmpty().allSatisfy(attempt ->
                assertThat(attempt.call().headers().toString()).doesNotContain("s3cret", "k3y").contains("X-Plain=p"));
    }

    @Test
    void where_they_cannot_be_opened_the_attempt_fails_and_after_the_last_the_execution() {
        Jobs sealing = new Jobs(fixture.database(), fixture.clock, fixture.engine.executor(), new HeaderSeals(new Vault(List.of(EncryptionKey.random()))));
        UUID execution = Objects.requireNonNull(sealing.create(fixture.caller, TestDraft.with(
                TestDraft.of("url", fixture.receiver.url()), "headers", HEADERS, "retries", 1, "retryDelay", "1s", "delay", "1s")).execution());
        sealing.close();
        fixture.run(Duration.ofSeconds(15));

        assertThat(fixture.execution(execution).status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(fixture.attempts(execution)).hasSize(2).allSatisfy(attempt -> {
            assertThat(attempt.result().errorCode()).isEqualTo(ErrorCode.CREDENTIALS_UNREADABLE);
            assertThat(attempt.result().errorMessage()).contains("can't be decrypted").contains("anew");
            assertThat(attempt.result().statusCode()).isNull();
        });
        assertThat(fixture.receiver.requests()).isEmpty();
    }

    private void assertSent() {
        assertThat(fixture.receiver.requests()).isNotEmpty().allSatisfy(request -> {
            assertThat(request.header("Authorization")).isEqualTo("Bearer s3cret");
            assertThat(request.header("X-Api-Key")).isEqualTo("k3y");
            assertThat(request.header("X-Plain")).isEqualTo("p");
        });
    }
}
