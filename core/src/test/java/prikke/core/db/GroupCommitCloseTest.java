package prikke.core.db;

import static org.assertj.core.api.Assertions.assertThat;
import static prikke.core.db.schema.Tables.NODES;

import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who submits while it closes. */
@Timeout(60)
class GroupCommitCloseTest {
    private final TestDatabase on = TestDatabase.of(Dialect.H2);
    private final Doorway doorway = new Doorway();

    @AfterEach
    void close() {
        on.close();
    }

    /** Has the first who comes step in only when the end has been taken, and think better of it only when the writer has looked again. */
    private static final class Doorway extends ArrayBlockingQueue<GroupCommit.Waiting<String, String>> {
        private static final long serialVersionUID = 1;

        private final transient CountDownLatch onTheWay = new CountDownLatch(1);
        private final transient CountDownLatch endTaken = new CountDownLatch(1);
        private final transient CountDownLatch steppedIn = new CountDownLatch(1);
        private final transient CountDownLatch lookedAgain = new CountDownLatch(1);
        private final transient CountDownLatch thoughtBetter = new CountDownLatch(1);

        Doorway() {
            super(8);
        }

        @Override
        public void put(GroupCommit.Waiting<String, String> one) throws InterruptedException {
            boolean first = onTheWay.getCount() > 0;
            onTheWay.countDown();
            if (first) endTaken.await();
            super.put(one);
            if (first) steppedIn.countDown();
        }

        @Override
        public GroupCommit.Waiting<String, String> take() throws InterruptedException {
            if (endTaken.getCount() == 0) thoughtBetter.await();
            return super.take();
        }

        @Override
        public int drainTo(Collection<? super GroupCommit.Waiting<String, String>> taken, int most) {
            int drained = super.drainTo(taken, most);
            if (endTaken.getCount() > 0) {
                endTaken.countDown();
                await(steppedIn);
            }
            return drained;
        }

        @Override
        public GroupCommit.@Nullable Waiting<String, String> poll() {
            GroupCommit.Waiting<String, String> taken = super.poll();
            lookedAgain.countDown();
            return taken;
        }

        @Override
        public boolean isEmpty() {
            boolean empty = super.isEmpty();
            lookedAgain.countDown();
            return empty;
        }

        @Override
        public boolean remove(Object one) {
            await(lookedAgain);
            boolean removed = super.remove(one);
            thoughtBetter.countDown();
            return removed;
        }

        private static void await(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void whoever_comes_when_the_end_has_been_taken_does_not_keep_it_from_closing() throws Exception {
        GroupCommit<String, String> commits = new GroupCommit<>("test-commits", on.database(), 100, (tx, names) -> {
            names.forEach(name -> insert(tx, name));
            return new GroupCommit.Written<>(names, () -> {});
        }, doorway);
        CompletableFuture<String> late = CompletableFuture.supplyAsync(() -> commits.submit("late"), Thread::startVirtualThread);
        doorway.onTheWay.await();

        CompletableFuture.runAsync(commits::close, Thread::startVirtualThread).get(10, TimeUnit.SECONDS);

        assertThat(late.get(10, TimeUnit.SECONDS)).isEqualTo("late");
        assertThat(on.database().<Integer>read(tx -> tx.sql().fetchCount(NODES, NODES.NAME.eq("late")))).isEqualTo(1);
    }

    private static void insert(Tx tx, String name) {
        tx.sql().insertInto(NODES, NODES.NAME, NODES.VERSION, NODES.STARTED_AT, NODES.SEEN_AT)
                .values(name, "v", Instant.EPOCH, Instant.EPOCH)
                .execute();
    }
}
