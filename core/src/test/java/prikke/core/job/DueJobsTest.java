package prikke.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import prikke.core.SettableClock;
import prikke.core.account.Caller;
import prikke.core.account.TestOrganization;
import prikke.core.crypto.TestVault;
import prikke.core.db.Dialect;
import prikke.core.db.TestDatabase;
import prikke.core.db.Watch;

/** What the planner takes at once. */
@ParameterizedClass
@EnumSource(Dialect.class)
class DueJobsTest {
    private static final Instant T = Instant.parse("2030-01-01T00:00:00Z");
    private static final int BODY = 10_000;

    private final TestDatabase on;
    private final Jobs jobs;
    private final DueJobs due = new DueJobs();
    private final Caller caller;

    DueJobsTest(Dialect dialect) {
        on = TestDatabase.of(dialect);
        jobs = new Jobs(on.database(), new SettableClock(T), new IdleExecutor(), TestVault.SEALS);
        caller = TestOrganization.in(on.database()).member();
        for (int i = 3; i >= 1; i--) jobs.create(caller, TestDraft.of("key", "j" + i, "every", i + "m", "body", "x".repeat(BODY)));
    }

    @AfterEach
    void close() {
        jobs.close();
        on.close();
    }

    private DueJobs.Batch take(int limit, long bytes) {
        return on.database().write(tx -> due.take(tx, T.plusSeconds(3600), limit, bytes));
    }

    @Test
    void the_most_urgent_come_first_with_all_that_they_send() {
        assertThat(take(10, 1_000_000).jobs()).extracting(Job::key).containsExactly("j1", "j2", "j3");
        assertThat(take(10, 1_000_000).jobs()).allSatisfy(job -> assertThat(job.delivery().call().body()).hasSize(BODY));
        assertThat(take(10, 1_000_000).more()).isFalse();
    }

    @Test
    void of_large_ones_there_come_no_more_than_memory_is_to_hold_but_always_one() {
        assertThat(take(10, 2 * BODY + 1000).jobs()).extracting(Job::key).containsExactly("j1", "j2");
        assertThat(take(10, 2 * BODY + 1000).more()).isTrue();
        assertThat(take(10, 1).jobs()).extracting(Job::key).containsExactly("j1");
    }

    @Test
    void what_is_paused_or_deleted_while_it_is_taken_is_not_taken() {
        // Where what is taken is locked, whoever pauses or deletes it waits.
        assumeThat(on.database().dialect()).isEqualTo(Dialect.H2);
        List<Runnable> meanwhile = new ArrayList<>(List.of(() -> jobs.pause(caller, "j1"), () -> jobs.delete(caller, "j2")));

        DueJobs.Batch batch = on.database().write(tx -> {
            Watch.after(tx, text -> {
                meanwhile.forEach(Runnable::run);
                meanwhile.clear();
            });
            return due.take(tx, T.plusSeconds(3600), 10, 1_000_000);
        });

        assertThat(meanwhile).isEmpty();
        assertThat(batch.jobs()).extracting(Job::key).containsExactly("j3");
    }

    @Test
    void the_statements_are_the_same_however_many_there_are() {
        // H2 is asked within the process, and asked with each id by itself.
        assumeThat(on.database().dialect()).isEqualTo(Dialect.POSTGRESQL);

        List<List<String>> texts = IntStream.rangeClosed(1, 3).mapToObj(limit -> on.database().write(tx -> {
            List<String> seen = Watch.texts(tx);
            due.take(tx, T.plusSeconds(3600), limit, 1_000_000);
            return seen;
        })).toList();

        assertThat(texts.getFirst()).hasSize(2);
        assertThat(texts).containsOnly(texts.getFirst());
    }

    @Test
    void there_may_be_more_where_the_limit_was_reached() {
        assertThat(take(2, 1_000_000).jobs()).hasSize(2);
        assertThat(take(2, 1_000_000).more()).isTrue();
    }
}
