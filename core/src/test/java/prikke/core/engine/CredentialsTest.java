package prikke.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static prikke.core.db.schema.Tables.JOB_REVISIONS;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import prikke.core.db.Dialect;
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
    void one_whose_credentials_cannot_be_opened_any_more_comes_to_an_end_that_says_so() {
        UUID execution = fixture.post("headers", HEADERS, "delay", "1h", "retries", 0);
        fixture.database().run(tx -> tx.sql().update(JOB_REVISIONS)
                .set(JOB_REVISIONS.HEADERS, "{\"Authorization\":\"\\u0001v1:0123456789abcdef:c2VjcmV0\"}")
                .execute());
        fixture.turn(Duration.ofHours(1));
        fixture.run(Duration.ofSeconds(2));

        assertThat(fixture.execution(execution).status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(fixture.execution(execution).errorCode()).isEqualTo("credentials_unreadable");
        assertThat(fixture.attempts(execution)).hasSize(1);
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
