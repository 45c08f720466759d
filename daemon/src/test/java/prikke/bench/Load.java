package prikke.bench;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Many clients that create jobs at once, each over a connection of its own.
 *
 * @param batch jobs in a call; 1 is the plain call
 */
record Load(Org org, int clients, int batch) {

    /**
     * @param nanos what each call took, the shortest first
     */
    record Sent(double seconds, long[] nanos) {
        double millis(double quantile) {
            return nanos[(int) Math.min(nanos.length - 1L, (long) (quantile * nanos.length))] / 1e6;
        }
    }

    /** Creates {@code count} jobs, a multiple of the batch; {@code job} is the JSON of each by its number. */
    Sent send(int from, int count, IntFunction<String> job) throws Exception {
        int calls = count / batch;
        long[] nanos = new long[calls];
        AtomicInteger next = new AtomicInteger();
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        CountDownLatch ready = new CountDownLatch(clients);
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(clients);
        for (int c = 0; c < clients; c++) {
            Thread.ofPlatform().start(() -> {
                try (Connection connection = org.connect()) {
                    ready.countDown();
                    go.await();
                    for (int i; (i = next.getAndIncrement()) < calls && failure.get() == null; ) {
                        nanos[i] = call(connection, from + i * batch, job);
                    }
                } catch (IOException | InterruptedException e) {
                    failure.compareAndSet(null, e);
                    ready.countDown();
                } finally {
                    done.countDown();
                }
            });
        }
        ready.await();
        long start = System.nanoTime();
        go.countDown();
        done.await();
        double seconds = (System.nanoTime() - start) / 1e9;
        Exception failed = failure.get();
        if (failed != null) throw failed;
        Arrays.sort(nanos);
        return new Sent(seconds, nanos);
    }

    private long call(Connection connection, int first, IntFunction<String> job) throws IOException {
        boolean alone = batch == 1;
        String json = alone
                ? job.apply(first)
                : IntStream.range(first, first + batch).mapToObj(job).collect(Collectors.joining(",", "{\"jobs\":[", "]}"));
        long start = System.nanoTime();
        connection.post(alone ? "/jobs" : "/jobs/batch", json);
        return System.nanoTime() - start;
    }
}
