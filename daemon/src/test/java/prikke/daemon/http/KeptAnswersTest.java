package prikke.daemon.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class KeptAnswersTest {
    private static final int MIB = 1024 * 1024;

    private final AtomicLong nanos = new AtomicLong();
    private final KeptAnswers answers = new KeptAnswers(nanos::get);
    private final UUID scope = UUID.randomUUID();

    @Test
    void of_large_answers_so_much_is_kept_for_each_and_then_again_with_time() {
        for (int i = 0; i < 64; i++) assertThat(isKept(scope, MIB)).isTrue();

        assertThat(isKept(scope, MIB)).isFalse();
        assertThat(isKept(scope, 5000)).isFalse();
        assertThat(isKept(scope, 4096)).as("a small one").isTrue();
        assertThat(isKept(UUID.randomUUID(), MIB)).as("another's").isTrue();
        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(isKept(scope, MIB)).isTrue();
    }

    @Test
    void neither_secrets_nor_what_is_larger_than_two_mebibytes_is() {
        assertThat(isKept(scope, 2 * MIB)).isTrue();
        assertThat(isKept(scope, 2 * MIB + 1)).isFalse();
        assertThat(answers.of(scope, new Answer(201, new Replies.Encoded(new byte[2]), null, true))).isNull();
    }

    private boolean isKept(UUID whose, int bytes) {
        return answers.of(whose, new Answer(200, new Replies.Encoded(new byte[bytes]), null, false)) != null;
    }
}
