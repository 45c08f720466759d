package prikke.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import prikke.core.Uuid7;
import prikke.core.db.Dialect;
import prikke.core.job.Delivery;
import prikke.core.job.HttpCall;
import prikke.core.job.Job;
import prikke.core.run.Claim;
import prikke.core.run.Holder;
import prikke.core.run.Planned;
import prikke.core.run.Room;
import prikke.core.run.RunQueue;
import prikke.core.run.Taken;
import prikke.core.run.Trigger;

/** Claims that come back unattempted. */
@ParameterizedClass
@EnumSource(Dialect.class)
@Timeout(60)
class ReturnsTest {
    private static final Instant T = EngineFixture.T;

    private final EngineFixture f;
    private final RunQueue queue;
    private final Node node;
    private final Returns returns;

    ReturnsTest(Dialect dialect) {
        f = new EngineFixture(dialect);
        queue = new RunQueue(f.database(), Taken.UNHEARD);
        node = new Node(f.database(), "n", new Lease(false, System::nanoTime));
        node.register(T, System.nanoTime());
        returns = new Returns(f.clock, queue, node, new Holdings());
    }

    @AfterEach
    void close() {
        f.close();
    }

    @Test
    void who_brings_more_than_memory_is_to_hold_waits_until_some_are_let_go() {
        AtomicInteger brought = new AtomicInteger();
        int many = 200;
        CompletableFuture<Void> bringing = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < many; i++) {
                returns.add(large(), T.plusSeconds(30));
                brought.incrementAndGet();
            }
        }, Thread::startVirtualThread);

        await().until(() -> brought.get() > 10);
        await().during(Duration.ofMillis(200)).until(() -> brought.get() < many);
        await().until(() -> {
            returns.tick();
            return bringing.isDone();
        });
        assertThat(brought).hasValue(many);
    }

    /** With as large a body as there may be. */
    private static Claim large() {
        Delivery small = TestClaim.delivery(0, null, null);
        HttpCall call = new HttpCall("POST", small.call().url(), Map.of(), new byte[256 * 1024]);
        return TestClaim.of(T, 0, 0, new Delivery(call, small.timeout(), small.retry(), null, null, false));
    }

    @Test
    void at_a_stop_all_are_let_go_however_many() {
        Job job = f.job("every", "1h");
        List<Planned> planned = IntStream.range(0, 1200).mapToObj(i -> Planned.of(job, Uuid7.random(T), Trigger.MANUAL, T, T)).toList();
        f.database().run(tx -> queue.insert(tx, planned, new Holder(node.id(), 1, T)));
        for (Planned p : planned) returns.add(p.claimed(1, T), T.plusSeconds(30));

        returns.flush();

        assertThat(queue.holders()).isEmpty();
        assertThat(queue.claim(7, T, T.plusSeconds(29), Room.of(2000))).as("not due before").isEmpty();
        assertThat(queue.claim(7, T, T.plusSeconds(30), Room.of(2000))).hasSize(1200);
    }
}
