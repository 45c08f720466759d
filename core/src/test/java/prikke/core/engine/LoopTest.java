package prikke.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LoopTest {
    private static final Duration LONG = Duration.ofHours(1);

    private @Nullable Loop loop;

    private Loop start(Loop.Step step) {
        Loop made = new Loop("test", step);
        loop = made;
        made.start();
        return made;
    }

    @AfterEach
    void close() {
        if (loop != null) loop.close();
    }

    @Test
    void it_steps_again_after_the_pause_that_the_step_asked_for() {
        AtomicInteger steps = new AtomicInteger();
        start(() -> Duration.ofMillis(steps.incrementAndGet() < 5 ? 1 : 3_600_000));

        await().until(() -> steps.get() == 5);
    }

    @Test
    void it_survives_errors_of_any_kind() {
        AtomicInteger steps = new AtomicInteger();
        Loop failing = start(() -> switch (steps.incrementAndGet()) {
            case 1 -> throw new IllegalStateException("first");
            case 2 -> throw new AssertionError("second");
            case 3 -> throw new StackOverflowError();
            default -> LONG;
        });

        await().until(() -> {
            failing.wake();
            return steps.get() >= 4;
        });
    }

    @Test
    void after_an_error_it_tries_again_by_itself() {
        AtomicInteger steps = new AtomicInteger();
        start(() -> {
            if (steps.incrementAndGet() == 1) throw new IllegalStateException("once");
            return LONG;
        });

        await().until(() -> steps.get() == 2);
    }

    @Test
    void a_wake_ends_the_pause_at_once_and_one_during_a_step_is_not_lost() throws Exception {
        AtomicInteger steps = new AtomicInteger();
        CountDownLatch inStep = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Loop woken = start(() -> {
            if (steps.incrementAndGet() == 2) {
                inStep.countDown();
                waitFor(goOn);
            }
            return LONG;
        });
        await().until(() -> steps.get() == 1);

        woken.wake();
        inStep.await();
        woken.wake();
        goOn.countDown();

        await().until(() -> steps.get() == 3);
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_stop_waits_for_the_step_under_way_and_does_not_interrupt_it() throws Exception {
        CountDownLatch inStep = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        AtomicBoolean interrupted = new AtomicBoolean();
        Loop busy = start(() -> {
            inStep.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                interrupted.set(true);
            }
            ended.set(true);
            return Duration.ZERO;
        });
        inStep.await();

        Thread stop = Thread.ofVirtual().start(busy::close);
        assertThat(stop.join(Duration.ofMillis(100))).as("it waits").isFalse();
        goOn.countDown();
        stop.join();

        assertThat(ended).isTrue();
        assertThat(interrupted).isFalse();
    }
}
