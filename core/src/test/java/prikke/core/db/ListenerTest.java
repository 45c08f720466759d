package prikke.core.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is told through PostgreSQL, and who hears it. */
@Timeout(60)
class ListenerTest {
    private final TestDatabase on = TestDatabase.of(Dialect.POSTGRESQL);
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final AtomicInteger begun = new AtomicInteger();
    private final Listener listener = on.database().listener(heard::add, begun::incrementAndGet).orElseThrow();

    @BeforeEach
    void listen() {
        listener.start();
        await().until(() -> begun.get() == 1);
    }

    @AfterEach
    void close() {
        listener.close();
        on.close();
    }

    private void tell(String word) {
        on.database().run(tx -> tx.tell(word));
    }

    @Test
    void a_word_is_heard_once_it_is_committed_and_not_before() {
        on.database().run(tx -> {
            tx.tell("one");
            tx.tell("one");
            tell("two");
            await().until(() -> heard.contains("two"));
            assertThat(heard).containsExactly("two");
        });

        await().until(() -> heard.size() == 2);
        assertThat(heard).containsExactly("two", "one");
    }

    @Test
    void what_is_rolled_back_is_not_heard() {
        assertThatThrownBy(() -> on.database().run(tx -> {
                    tx.tell("never");
                    throw new IllegalStateException("for a test");
                }))
                .hasMessage("for a test");
        tell("after");

        await().until(() -> heard.contains("after"));
        assertThat(heard).containsExactly("after");
    }

    @Test
    void when_its_connection_is_ended_it_makes_another_and_says_that_it_may_have_missed_something() {
        on.database().run(tx -> tx.sql().fetch("select pg_terminate_backend(pid) from pg_stat_activity"
                + " where application_name = 'prikke listener' and datname = current_database()"));

        await().until(() -> begun.get() == 2);
        tell("again");
        await().until(() -> heard.contains("again"));
        assertThat(listener.alive()).isTrue();
    }

    @Test
    void it_stops_at_once_though_it_waits() {
        long start = System.nanoTime();
        listener.close();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        assertThat(listener.alive()).isFalse();
    }

    @Test
    void an_embedded_database_has_nobody_to_listen_and_telling_it_does_nothing() {
        try (TestDatabase embedded = TestDatabase.of(Dialect.H2)) {
            assertThat(embedded.database().listener(heard::add, () -> {})).isEmpty();
            embedded.database().run(tx -> tx.tell("nobody"));
        }
        assertThat(heard).isEmpty();
    }
}
