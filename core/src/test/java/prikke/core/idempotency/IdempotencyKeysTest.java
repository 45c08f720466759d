package prikke.core.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import prikke.core.ProblemException;
import prikke.core.SettableClock;
import prikke.core.db.Database;
import prikke.core.db.Dialect;
import prikke.core.db.GroupCommit;
import prikke.core.db.TestDatabase;
import prikke.core.idempotency.IdempotencyKeys.First;
import prikke.core.idempotency.IdempotencyKeys.Repeated;

@ParameterizedClass
@EnumSource(Dialect.class)
class IdempotencyKeysTest {
    private static final UUID SCOPE = UUID.randomUUID();

    private final TestDatabase on;
    private final SettableClock clock = new SettableClock(Instant.parse("2030-01-01T00:00:00Z"));
    private final IdempotencyKeys keys;

    IdempotencyKeysTest(Dialect dialect) {
        on = TestDatabase.of(dialect);
        keys = new IdempotencyKeys(on.database(), clock);
    }

    @AfterEach
    void drop() {
        on.close();
    }

    @Test
    void what_was_answered_is_answered_again_for_a_day() {
        keys.finish(claim("k", "a"), new Kept(201, "v1", "body".getBytes(UTF_8)));

        clock.advance(Duration.ofHours(23));
        Kept kept = ((Repeated) keys.begin(SCOPE, "k", "a")).kept();
        assertThat(kept.status()).isEqualTo(201);
        assertThat(kept.version()).isEqualTo("v1");
        assertThat(kept.body()).asString(UTF_8).isEqualTo("body");
        assertThat(keys.begin(UUID.randomUUID(), "k", "a")).as("another organization's").isInstanceOf(First.class);

        clock.advance(Duration.ofHours(2));
        assertThat(keys.begin(SCOPE, "k", "b")).as("a day later").isInstanceOf(First.class);
    }

    @Test
    void another_request_under_the_key_is_refused_whatever_became_of_the_first() {
        Claim claim = claim("k", "a");
        assertRefused("k", "b", ProblemException.Kind.INVALID, "idempotency_key_reused");

        keys.finish(claim, new Kept(204, null, null));
        assertRefused("k", "b", ProblemException.Kind.INVALID, "idempotency_key_reused");
        assertThat(((Repeated) keys.begin(SCOPE, "k", "a")).kept()).isEqualTo(new Kept(204, null, null));
    }

    @Test
    void while_the_first_is_in_flight_the_second_is_told_so() {
        claim("k", "a");

        assertRefused("k", "a", ProblemException.Kind.CONFLICT, "idempotency_in_flight");
    }

    @Test
    void of_many_at_once_one_is_the_first() throws Exception {
        List<Callable<Boolean>> tries = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            tries.add(() -> {
                try {
                    return keys.begin(SCOPE, "k", "a") instanceof First;
                } catch (ProblemException e) {
                    return false;
                }
            });
        }
        try (var threads = Executors.newFixedThreadPool(8)) {
            int first = 0;
            for (Future<Boolean> result : threads.invokeAll(tries)) if (result.get()) first++;
            assertThat(first).isEqualTo(1);
        }
    }

    @Test
    void a_request_that_changed_nothing_releases_its_key() {
        keys.release(claim("k", "a"));

        assertThat(keys.begin(SCOPE, "k", "b")).isInstanceOf(First.class);
    }

    @Test
    void what_a_dead_node_had_not_carried_out_is_carried_out_by_another_after_a_minute_and_never_twice() {
        Claim dead = claim("k", "a");
        clock.advance(Duration.ofSeconds(59));
        assertRefused("k", "a", ProblemException.Kind.CONFLICT, "idempotency_in_flight");
        clock.advance(Duration.ofSeconds(2));

        Claim next = claim("k", "a");
        assertThatThrownBy(() -> keys.carryOut(dead, this::effect)).as("not dead after all").isInstanceOf(ProblemException.class);
        assertThat(effects()).isZero();
        keys.carryOut(next, this::effect);
        assertThat(effects()).isEqualTo(1);
        keys.finish(dead, new Kept(500, null, null));
        keys.release(dead);
        keys.finish(next, new Kept(201, null, null));
        assertThat(((Repeated) keys.begin(SCOPE, "k", "a")).kept().status()).isEqualTo(201);
    }

    @Test
    void what_a_dead_node_had_carried_out_is_not_carried_out_again() {
        Claim dead = claim("k", "a");
        keys.carryOut(dead, this::effect);
        assertRefused("k", "a", ProblemException.Kind.CONFLICT, "idempotency_in_flight");

        clock.advance(Duration.ofMinutes(2));
        assertRefused("k", "a", ProblemException.Kind.CONFLICT, "idempotency_answer_not_kept");
        keys.release(dead);
        assertRefused("k", "a", ProblemException.Kind.CONFLICT, "idempotency_answer_not_kept");
    }

    @Test
    void a_request_that_failed_before_it_changed_anything_leaves_its_key_free() {
        Claim claim = claim("k", "a");
        assertThatThrownBy(() -> keys.carryOut(claim, () -> {
                    throw new IllegalStateException("before anything was written");
                }))
                .isInstanceOf(IllegalStateException.class);
        keys.release(claim);

        assertThat(keys.begin(SCOPE, "k", "b")).isInstanceOf(First.class);
    }

    @Test
    void a_request_that_only_asked_is_told_from_one_that_changed_something() {
        assertThat(keys.carryOut(claim("k", "a"), this::effects)).isEqualTo(new CarriedOut<>(0, false));
        assertThat(keys.carryOut(claim("other", "a"), this::effect)).isEqualTo(new CarriedOut<>(true, true));
    }

    @Test
    void it_is_noted_in_commits_that_are_shared_with_others_too() {
        Claim claim = claim("k", "a");
        try (GroupCommit<Integer, Integer> commit = new GroupCommit<>(
                "test", on.database(), 10, (_, items) -> new GroupCommit.Written<>(items, () -> {}))) {
            assertThat(keys.carryOut(claim, () -> commit.submit(7))).isEqualTo(new CarriedOut<>(7, true));
        }
        keys.release(claim);

        clock.advance(Duration.ofMinutes(2));
        assertRefused("k", "a", ProblemException.Kind.CONFLICT, "idempotency_answer_not_kept");
    }

    @Test
    void an_answer_with_a_secret_is_not_kept_and_nothing_is_done_again() {
        keys.finish(claim("k", "a"), null);

        assertRefused("k", "a", ProblemException.Kind.CONFLICT, "idempotency_answer_not_kept");
    }

    @Test
    void what_is_older_than_a_day_is_forgotten() {
        for (int i = 0; i < 450; i++) keys.finish(claim("old" + i, "a"), null);
        clock.advance(Duration.ofHours(12));
        keys.finish(claim("new", "a"), new Kept(200, null, null));
        clock.advance(Duration.ofHours(13));

        assertThat(keys.forgetOld(clock.instant())).isTrue();
        assertThat(keys.forgetOld(clock.instant())).isTrue();
        assertThat(keys.forgetOld(clock.instant())).isFalse();

        assertThat(rows()).isEqualTo(1);
        assertThat(keys.begin(SCOPE, "new", "a")).isInstanceOf(Repeated.class);
    }

    private Claim claim(String key, String fingerprint) {
        return ((First) keys.begin(SCOPE, key, fingerprint)).claim();
    }

    private boolean effect() {
        return Boolean.TRUE.equals(on.database().write(tx -> tx.sql().execute(
                "insert into organizations (id, name, created_at) values ({0}, 'made', current_timestamp)", DSL.val(UUID.randomUUID())) == 1));
    }

    private int effects() {
        return count("organizations");
    }

    private int rows() {
        return count("idempotency_keys");
    }

    private int count(String table) {
        Database database = on.database();
        return database.read(tx -> tx.sql().fetchCount(DSL.table(table)));
    }

    private void assertRefused(String key, String fingerprint, ProblemException.Kind kind, String code) {
        assertThatThrownBy(() -> keys.begin(SCOPE, key, fingerprint)).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.kind()).isEqualTo(kind);
            assertThat(e.code()).isEqualTo(code);
        });
    }
}
