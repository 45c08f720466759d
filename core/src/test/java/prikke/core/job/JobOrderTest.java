package prikke.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import prikke.core.Place;
import prikke.core.SettableClock;
import prikke.core.account.Caller;
import prikke.core.account.TestOrganization;
import prikke.core.crypto.TestVault;
import prikke.core.db.Dialect;
import prikke.core.db.TestDatabase;
import prikke.core.job.JobOrder.By;

/** Lists of jobs in every order, page by page. */
@ParameterizedClass
@EnumSource(Dialect.class)
class JobOrderTest {
    private static final Instant T = Instant.parse("2030-01-01T00:00:00Z");

    private final TestDatabase on;
    private final SettableClock clock = new SettableClock(T);
    private final Jobs jobs;
    private final Caller caller;

    JobOrderTest(Dialect dialect) {
        on = TestDatabase.of(dialect);
        jobs = new Jobs(on.database(), clock, new IdleExecutor(), TestVault.SEALS);
        caller = TestOrganization.in(on.database()).member();
    }

    @AfterEach
    void close() {
        jobs.close();
        on.close();
    }

    @BeforeEach
    void fill() {
        create("key", "c", "name", "same", "every", "2h");
        create("key", "a", "name", "same", "every", "3h");
        create("key", "d", "every", "1h", "enabled", false);
        create("name", "x", "delay", "90m");
        create("key", "b", "name", "first", "every", "1h");
        create("delay", "30m");
        clock.advance(Duration.ofMinutes(40));
    }

    @Test
    void jobs_are_sorted_each_way_and_those_without_a_value_come_last() {
        List<String> made = shown(By.CREATED_AT, false);

        assertThat(made).hasSize(6).startsWith("c", "a", "d");
        assertThat(shown(By.CREATED_AT, true)).isEqualTo(made.reversed());
        assertThat(shown(By.KEY, false)).startsWith("a", "b", "c", "d").hasSize(6);
        assertThat(shown(By.KEY, true)).startsWith("d", "c", "b", "a").hasSize(6);
        assertThat(shown(By.NAME, false)).startsWith("b", "c", "a", "x").hasSize(6);
        assertThat(shown(By.NAME, true)).startsWith("x", "a", "c", "b").hasSize(6);
        assertThat(shown(By.NEXT_RUN_AT, false)).as("what is paused or over has no next run").startsWith("b", "x", "c", "a", "d").hasSize(6);
        assertThat(shown(By.NEXT_RUN_AT, true)).startsWith("a", "c", "x", "b").endsWith("d").hasSize(6);
    }

    @Test
    void pages_meet_without_gap_or_double_in_every_order() {
        for (By by : By.values()) {
            for (boolean descending : new boolean[] {true, false}) {
                List<String> whole = shown(by, descending);
                for (int limit = 1; limit < 6; limit++) assertThat(paged(new JobOrder(by, descending), limit)).isEqualTo(whole);
            }
        }
    }

    private List<String> shown(By by, boolean descending) {
        return list(new JobOrder(by, descending), null, 100).stream().map(JobOrderTest::name).toList();
    }

    private List<String> paged(JobOrder order, int limit) {
        List<String> all = new ArrayList<>();
        List<Job> page = list(order, null, limit);
        while (!page.isEmpty() && all.size() < 20) {
            page.forEach(job -> all.add(name(job)));
            page = list(order, order.place(page.getLast(), clock.instant()), limit);
        }
        return all;
    }

    private List<Job> list(JobOrder order, @Nullable Place after, int limit) {
        return jobs.list(caller, new JobFilter(null, null, null, null, order, clock.instant(), after, limit));
    }

    private static String name(Job job) {
        return job.key() != null ? job.key() : job.name() != null ? job.name() : job.id().toString();
    }

    private void create(@Nullable Object... namesAndValues) {
        jobs.create(caller, TestDraft.of(namesAndValues));
        clock.advance(Duration.ofMillis(2));
    }
}
