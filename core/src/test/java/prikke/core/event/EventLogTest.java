package prikke.core.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import prikke.core.db.Dialect;
import prikke.core.db.TestDatabase;

/** The order that the log is read in, and what of it can still be read. */
@ParameterizedClass
@EnumSource(Dialect.class)
@Timeout(60)
class EventLogTest {
    private static final UUID ORG = UUID.randomUUID();
    private static final UUID JOB = UUID.randomUUID();

    private final TestDatabase on;
    private final EventLog log;

    EventLogTest(Dialect dialect) {
        on = TestDatabase.of(dialect);
        log = new EventLog(on.database());
    }

    @AfterEach
    void drop() {
        on.close();
    }

    private static Happening job(String key) {
        return new Happening.ToJob(EventType.JOB_CREATED, ORG, JOB, key, null, true);
    }

    private void append(String... keys) {
        on.database().run(tx -> EventLog.append(tx, List.of(keys).stream().map(EventLogTest::job).toList()));
    }

    private List<String> keysAfter(long seq) {
        Extent extent = log.number();
        return log.read(seq, extent.last(), 1000).stream()
                .flatMap(batch -> batch.happenings().stream())
                .map(one -> String.valueOf(((Happening.ToJob) one.orElseThrow()).key()))
                .toList();
    }

    @Test
    void what_is_rolled_back_has_not_happened() {
        append("a");
        assertThatThrownBy(() -> on.database().run(tx -> {
            EventLog.append(tx, List.of(job("b")));
            throw new IllegalStateException("no");
        })).hasMessage("no");
        append("c", "d");

        assertThat(keysAfter(0)).containsExactly("a", "c", "d");
    }

    @Test
    void a_transaction_that_takes_long_is_told_of_after_those_that_were_read_before_its_end() throws Exception {
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch overtaken = new CountDownLatch(1);
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            Future<?> slow = other.submit(() -> on.database().run(tx -> {
                EventLog.append(tx, List.of(job("begun first")));
                written.countDown();
                await(overtaken);
            }));
            written.await();
            append("committed first");
            assertThat(keysAfter(0)).containsExactly("committed first");
            long read = log.extent().last();
            overtaken.countDown();
            slow.get();

            assertThat(keysAfter(read)).as("what comes late is not passed over").containsExactly("begun first");
            assertThat(keysAfter(0)).containsExactly("committed first", "begun first");
        }
    }

    @Test
    void however_many_number_at_once_each_batch_gets_one_number_and_none_is_left_out() throws Exception {
        int writers = 4;
        int each = 25;
        try (ExecutorService threads = Executors.newFixedThreadPool(2 * writers)) {
            List<Future<?>> all = new ArrayList<>();
            for (int w = 0; w < writers; w++) {
                int writer = w;
                all.add(threads.submit(() -> IntStream.range(0, each).forEach(i -> append(writer + "-" + i))));
                all.add(threads.submit(() -> IntStream.range(0, each).forEach(i -> log.number())));
            }
            for (Future<?> one : all) one.get();
        }

        assertThat(keysAfter(0)).hasSize(writers * each).doesNotHaveDuplicates();
        assertThat(log.read(0, log.extent().last(), 1000)).extracting(Batch::seq)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, writers * each).boxed().toList());
    }

    @Test
    void what_has_been_forgotten_is_known_to_have_been() {
        append("a");
        append("b");
        log.number();

        assertThat(log.forget(Instant.now().plusSeconds(60), 1)).isEqualTo(1);
        assertThat(log.extent().forgotten()).isEqualTo(1);
        assertThat(keysAfter(1)).containsExactly("b");
        assertThat(log.forget(Instant.now().minusSeconds(60), 1)).as("too young").isZero();
    }

    @Test
    void what_was_forgotten_before_anybody_read_it_is_known_to_have_been_too() {
        append("a");
        long read = log.number().last();
        append("b");

        assertThat(log.forget(Instant.now().plusSeconds(60), 100)).isEqualTo(2);

        assertThat(log.extent().forgotten()).as("who has read a has missed b").isGreaterThan(read);
        append("c");
        assertThat(keysAfter(log.extent().forgotten())).containsExactly("c");
    }

    @Test
    void that_somebody_listens_is_known_for_as_long_as_they_said() {
        Instant now = Instant.parse("2030-01-01T00:00:00Z");
        assertThat(log.listened(now)).isFalse();

        log.listen(now.plusSeconds(15));

        assertThat(log.listened(now.plusSeconds(14))).isTrue();
        assertThat(log.listened(now.plusSeconds(15))).isFalse();
    }

    @Test
    void every_kind_of_thing_is_read_as_it_was_written() {
        UUID execution = UUID.randomUUID();
        Instant at = Instant.parse("2030-01-01T00:00:00.123456Z");
        List<Happening> all = List.of(
                new Happening.ToExecution(EventType.EXECUTION_STARTED, ORG, JOB, execution, 1, at),
                new Happening.ToExecution(EventType.EXECUTION_RETRYING, ORG, JOB, execution, 1, at),
                Happening.ToExecution.ended(EventType.EXECUTION_SUCCEEDED, UUID.randomUUID(), UUID.randomUUID(), execution),
                new Happening.ToJob(EventType.JOB_PAUSED, ORG, JOB, null, null, false),
                new Happening.ToJob(EventType.JOB_DELETED, ORG, JOB, "nightly", "Ærlig ✓", true));

        on.database().run(tx -> EventLog.append(tx, all));

        long last = log.number().last();
        assertThat(log.read(0, last, 10).getFirst().happenings()).containsExactlyElementsOf(all.stream().map(Optional::of).toList());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
