package prikke.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import prikke.core.db.DatabaseConfig;
import prikke.core.db.Dialect;

/** What keeps a node alive in the eyes of others, whatever else goes on in it. */
@Timeout(60)
class HeartbeatTest {
    @Test
    void with_every_connection_of_the_pool_taken_the_heart_goes_on() {
        CountDownLatch letGo = new CountDownLatch(1);
        try (EngineFixture f = new EngineFixture(Dialect.POSTGRESQL)) {
            List<CompletableFuture<Void>> hogs = new ArrayList<>();
            try {
                AtomicInteger taken = new AtomicInteger();
                for (int i = 0; i < DatabaseConfig.DEFAULT_CONNECTIONS; i++) {
                    hogs.add(CompletableFuture.runAsync(() -> f.database().run(tx -> {
                        taken.incrementAndGet();
                        waitFor(letGo);
                    }), Thread::startVirtualThread));
                }
                await().until(() -> taken.get() == DatabaseConfig.DEFAULT_CONNECTIONS);
                f.ticks.addAndGet(Lease.MAY_BEGIN.toNanos());

                long start = System.nanoTime();
                f.engine.beat();

                assertThat(System.nanoTime() - start).as("nanoseconds that a beat took").isLessThan(Lease.BEAT.toNanos());
            } finally {
                letGo.countDown();
                hogs.forEach(CompletableFuture::join);
            }
            f.post();
            f.turn();
            assertThat(f.receiver.requests()).as("the lease was renewed").hasSize(1);
        }
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
