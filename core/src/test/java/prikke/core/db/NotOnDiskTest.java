package prikke.core.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static prikke.core.db.schema.Tables.NODES;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of a transaction that is committed and then can't be brought to the disk. */
@Timeout(60)
class NotOnDiskTest {
    private final TestDatabase on = TestDatabase.of(Dialect.H2);
    private final Unflushable unflushable = new Unflushable(on);
    private final AtomicInteger doubted = new AtomicInteger();
    private final AtomicInteger takenBack = new AtomicInteger();

    @AfterEach
    void close() {
        unflushable.close();
        on.close();
    }

    private void insert(Tx tx, String name) {
        tx.onDoubt(doubted::incrementAndGet);
        tx.onRollback(takenBack::incrementAndGet);
        tx.sql().insertInto(NODES, NODES.NAME, NODES.VERSION, NODES.STARTED_AT, NODES.SEEN_AT)
                .values(name, "v", Instant.EPOCH, Instant.EPOCH)
                .execute();
    }

    private List<String> names() {
        return on.database().read(tx -> tx.sql().select(NODES.NAME).from(NODES).fetch(NODES.NAME));
    }

    @Test
    void it_is_there_but_nobody_is_told_so_and_what_memory_knew_of_it_is_forgotten_not_taken_back() {
        unflushable.fail();

        assertThatThrownBy(() -> unflushable.database().run(tx -> insert(tx, "a"))).isInstanceOf(NotOnDiskException.class);

        assertThat(names()).containsExactly("a");
        assertThat(doubted).hasValue(1);
        assertThat(takenBack).hasValue(0);
    }

    @Test
    void once_the_disk_takes_it_again_all_is_as_before() {
        unflushable.fail();
        assertThatThrownBy(() -> unflushable.database().run(tx -> insert(tx, "a"))).isInstanceOf(NotOnDiskException.class);

        unflushable.mend();
        unflushable.database().run(tx -> insert(tx, "b"));

        assertThat(names()).containsExactly("a", "b");
        assertThat(doubted).as("of the first only").hasValue(1);
    }

    @Test
    void those_who_shared_the_commit_are_all_told_and_nothing_is_written_twice() throws Exception {
        unflushable.fail();
        CountDownLatch firstIsWriting = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        List<Integer> batches = new CopyOnWriteArrayList<>();
        List<Future<String>> results = new ArrayList<>();

        try (GroupCommit<String, String> commits = new GroupCommit<>("test-commits", unflushable.database(), 100, (tx, names) -> {
            batches.add(names.size());
            firstIsWriting.countDown();
            await(goOn);
            names.forEach(name -> insert(tx, name));
            return new GroupCommit.Written<>(names, () -> {});
        }); ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            results.add(pool.submit(() -> commits.submit("a")));
            firstIsWriting.await();
            for (String name : List.of("b", "c")) results.add(pool.submit(() -> commits.submit(name)));
            Awaitility.await().until(() -> commits.waiting() == 2);
            goOn.countDown();
        }

        assertThat(results).allSatisfy(result -> assertThatThrownBy(result::get).hasCauseInstanceOf(NotOnDiskException.class));
        assertThat(batches).containsExactly(1, 2);
        assertThat(names()).containsExactlyInAnyOrder("a", "b", "c");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
