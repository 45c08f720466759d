package prikke.core.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DiskSyncTest {
    @Test
    void those_who_come_during_a_flush_share_the_next_and_never_go_by_the_one_under_way() {
        CountDownLatch slow = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger ended = new AtomicInteger();
        DiskSync sync = new DiskSync(() -> {
            if (begun.incrementAndGet() == 1) {
                slow.countDown();
                waitFor(release);
            }
            ended.incrementAndGet();
        });
        CompletableFuture<Void> first = CompletableFuture.runAsync(sync::sync, Thread::startVirtualThread);
        waitFor(slow);
        AtomicInteger asking = new AtomicInteger();
        List<CompletableFuture<Integer>> others = Stream.generate(() -> CompletableFuture.supplyAsync(() -> {
                    asking.incrementAndGet();
                    sync.sync();
                    return ended.get();
                }, Thread::startVirtualThread))
                .limit(20)
                .toList();
        await().until(() -> asking.get() == 20);
        release.countDown();

        first.join();
        assertThat(others).allSatisfy(other -> assertThat(other.join()).isGreaterThanOrEqualTo(2));
        assertThat(begun.get()).isBetween(2, 4);
    }

    @Test
    void who_comes_alone_is_flushed_for_each_time() {
        AtomicInteger flushes = new AtomicInteger();
        DiskSync sync = new DiskSync(flushes::incrementAndGet);

        for (int i = 0; i < 3; i++) sync.sync();

        assertThat(flushes).hasValue(3);
    }

    @Test
    void a_flush_that_failed_counts_for_nobody() {
        AtomicInteger flushes = new AtomicInteger();
        DiskSync sync = new DiskSync(() -> {
            if (flushes.incrementAndGet() <= 3) throw new IllegalStateException("full");
        });

        assertThatThrownBy(sync::sync).hasMessage("full");
        sync.sync();

        assertThat(flushes).hasValue(4);
    }

    @Test
    void a_flush_that_fails_for_once_is_tried_again() {
        AtomicInteger flushes = new AtomicInteger();
        DiskSync sync = new DiskSync(() -> {
            if (flushes.incrementAndGet() <= 2) throw new IllegalStateException("no connection");
        });

        sync.sync();

        assertThat(flushes).hasValue(3);
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
