package prikke.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who of those that come with the same key writes down that it is used. */
class RecentKeysTest {
    private static final Instant T = Instant.parse("2030-01-01T00:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private long nanos;
    private final RecentKeys recent = new RecentKeys(() -> nanos);

    @Test
    void of_those_who_come_at_once_one_does() {
        KeyStore.Found first = look(null);
        KeyStore.Found second = look(null);

        assertThat(recent.use(first, T, MINUTE)).isTrue();
        assertThat(recent.use(second, T, MINUTE)).isFalse();
        assertThat(recent.use(second, T.plusSeconds(61), MINUTE)).isTrue();
    }

    @Test
    void a_look_that_began_before_it_was_written_does_not_make_it_forgotten() {
        recent.use(look(null), T, MINUTE);

        KeyStore.Found late = look(null);

        assertThat(recent.use(late, T.plusSeconds(1), MINUTE)).isFalse();
    }

    @Test
    void what_another_node_wrote_counts() {
        recent.use(look(null), T, MINUTE);

        KeyStore.Found read = look(T.plusSeconds(50));

        assertThat(recent.use(read, T.plusSeconds(70), MINUTE)).isFalse();
    }

    @Test
    void of_a_key_that_was_forgotten_meanwhile_whoever_asks_does() {
        KeyStore.Found found = look(null);
        recent.forget();

        assertThat(recent.use(found, T, MINUTE)).isTrue();
    }

    /** A look in the database, by somebody for whom what was remembered is too old. */
    private KeyStore.Found look(@Nullable Instant lastUsed) {
        nanos += RecentKeys.KEPT.toNanos();
        return recent.get("pk_live_x", () -> Optional.of(found(lastUsed))).orElseThrow();
    }

    private static KeyStore.Found found(@Nullable Instant lastUsed) {
        return new KeyStore.Found(new ApiKey(new UUID(0, 1), new UUID(0, 2), "ci", "pk_live_x", Scope.WRITE, T, null, lastUsed), "hash");
    }
}
