package prikke.core.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static prikke.core.db.schema.Tables.NODES;

import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Dialect.class)
@Timeout(60)
class GroupCommitTest {
    private final TestDatabase on;
    private final List<Integer> batches = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch firstIsWriting = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final AtomicBoolean failAfterCommit = new AtomicBoolean();
    private final GroupCommit<String, String> commits;

    GroupCommitTest(Dialect dialect) {
        on = TestDatabase.of(dialect);
        commits = new GroupCommit<>("test-commits", on.database(), 100, this::write);
    }

    @AfterEach
    void close() {
        goOn.countDown();
        commits.close();
        on.close();
    }

    private GroupCommit.Written<String> write(Tx tx, List<String> names) {
        batches.add(names.size());
        for (String name : names) {
            if (name.equals("bad")) throw new IllegalArgumentException("a bad one");
            if (name.equals("slow")) {
                firstIsWriting.countDown();
                await(goOn);
            }
            tx.sql().insertInto(NODES, NODES.NAME, NODES.VERSION, NODES.STARTED_AT, NODES.SEEN_AT)
                    .values(name, "v", Instant.EPOCH, Instant.EPOCH)
                    .execute();
        }
        return new GroupCommit.Written<>(names.stream().map(name -> name + "!").toList(), () -> {
            if (failAfterCommit.get()) throw new IllegalStateException("after the commit");
        });
    }

    @Test
    void whoever_is_answered_finds_it_committed_and_has_its_own_result() {
        assertThat(commits.submit("a")).isEqualTo("a!");
        assertThat(names()).containsExactly("a");
    }

    @Test
    void those_who_come_during_a_commit_share_the_next() throws Exception {
        List<Future<String>> results = submitTogether("b", "c", "d");

        for (Future<String> result : results) assertThat(result.get()).endsWith("!");
        assertThat(batches).containsExactly(1, 3);
        assertThat(names()).containsExactlyInAnyOrder("slow", "b", "c", "d");
    }

    @Test
    void a_bad_one_fails_alone() throws Exception {
        List<Future<String>> results = submitTogether("b", "bad", "d");

        assertThat(results.get(0).get()).isEqualTo("b!");
        assertThat(results.get(2).get()).isEqualTo("d!");
        assertThat(catchThrowable(() -> results.get(1).get())).hasRootCauseMessage("a bad one");
        assertThat(names()).containsExactlyInAnyOrder("slow", "b", "d");
    }

    @Test
    void what_fails_after_the_commit_does_not_write_anything_twice() {
        failAfterCommit.set(true);

        assertThat(commits.submit("a")).isEqualTo("a!");
        assertThat(names()).containsExactly("a");
        assertThat(batches).containsExactly(1);
    }

    @Test
    void while_the_database_is_away_all_who_share_a_commit_are_told_at_once() throws Exception {
        // As long as it takes to find out once; not once for each of them.
        AtomicInteger tries = new AtomicInteger();
        Duration findingOut = Duration.ofMillis(300);
        GroupCommit<Integer, Integer> away = new GroupCommit<>("test-away", on.database(), 100, (tx, items) -> {
            tries.incrementAndGet();
            await(goOn);
            pause(findingOut);
            throw new DataAccessException("away", new SQLTransientConnectionException("no connection"));
        });
        List<Throwable> told = Collections.synchronizedList(new ArrayList<>());
        try (away; ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++) {
                int item = i;
                pool.submit(() -> told.add(catchThrowable(() -> away.submit(item))));
            }
            goOn.countDown();
        }

        assertThat(told).hasSize(50).allMatch(Database::isAway);
        assertThat(tries.get()).isLessThan(10);
    }

    @Test
    void after_the_close_nothing_is_taken_and_what_was_taken_is_written() throws Exception {
        List<Future<String>> results = submitTogether("b", "c");
        commits.close();

        for (Future<String> result : results) assertThat(result.get()).endsWith("!");
        assertThat(names()).hasSize(3);
        assertThatThrownBy(() -> commits.submit("late")).isInstanceOf(IllegalStateException.class);
    }

    /** Submits these while the commit of an earlier one is held up. */
    private List<Future<String>> submitTogether(String... names) throws Exception {
        List<Future<String>> results = new ArrayList<>();
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            pool.submit(() -> commits.submit("slow"));
            firstIsWriting.await();
            for (String name : names) results.add(pool.submit(() -> commits.submit(name)));
            while (commits.waiting() < names.length) Thread.onSpinWait();
            goOn.countDown();
        }
        return results;
    }

    private List<String> names() {
        return on.database().read(tx -> tx.sql().select(NODES.NAME).from(NODES).fetch(NODES.NAME));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
