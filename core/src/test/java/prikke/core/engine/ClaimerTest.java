package prikke.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import prikke.core.Uuid7;
import prikke.core.db.Dialect;
import prikke.core.job.Job;
import prikke.core.run.Holder;
import prikke.core.run.Planned;
import prikke.core.run.RunQueue;
import prikke.core.run.Trigger;

/** How the queue is gone through while one organization has more due than it may bring. */
@ParameterizedClass
@EnumSource(Dialect.class)
@Timeout(60)
class ClaimerTest {
    private static final Instant T = EngineFixture.T;
    private static final int HELD = 10;
    private static final int ORGANIZATIONS = 250;

    private final EngineFixture f;
    private final Job job;
    private final Dispatcher dispatcher;
    private final Claimer claimer;

    ClaimerTest(Dialect dialect) {
        f = new EngineFixture(dialect);
        job = f.job("every", "1h", "key", "any");
        dispatcher = new Dispatcher(f.clock, new Dispatcher.Bounds(1, HELD, 1 << 20), () -> false, claim -> {}, () -> {});
        Node node = new Node(f.database(), "claiming", new Lease(true, System::nanoTime));
        node.register(T, System.nanoTime());
        Arrivals arrivals = new Arrivals(dispatcher, new Holdings());
        claimer = new Claimer(f.clock, new RunQueue(f.database(), arrivals), node, dispatcher, arrivals);
    }

    @AfterEach
    void close() {
        dispatcher.close();
        f.close();
    }

    private void insert(int organizations, Duration after) {
        List<Planned> rows = IntStream.range(0, organizations).mapToObj(org -> of(new UUID(0x7000, org), T.plus(after))).toList();
        f.database().run(tx -> f.engine.queue().insert(tx, rows, Holder.NONE));
    }

    private Planned of(UUID org, Instant at) {
        return new Planned(Uuid7.random(at), org, job.id(), job.key(), job.revision(), job.delivery(), Trigger.ONCE, at, at,
                job.options().overlap(), null, 5, null);
    }

    /** How often it goes on at once before it rests. */
    private int ticksUntilRest() {
        int ticks = 1;
        while (claimer.tick(T).isZero()) assertThat(++ticks).as("it comes to rest").isLessThan(20);
        return ticks;
    }

    @Test
    void once_a_round_through_all_organizations_has_found_nothing_it_rests_however_many_wait_for_later() {
        dispatcher.accept(IntStream.range(0, HELD - 1).mapToObj(i -> TestClaim.dueAt(T, 9)).toList());
        insert(ORGANIZATIONS, Duration.ofHours(1));

        assertThat(ticksUntilRest()).isBetween(2, 4);
        assertThat(dispatcher.room()).isPositive();
    }

    @Test
    void behind_two_hundred_that_wait_for_later_it_finds_who_has_something_due_before_it_rests() {
        dispatcher.accept(IntStream.range(0, HELD - 1).mapToObj(i -> TestClaim.dueAt(T, 9)).toList());
        insert(ORGANIZATIONS, Duration.ofHours(1));
        UUID last = new UUID(0x7000, ORGANIZATIONS);
        f.database().run(tx -> f.engine.queue().insert(tx, List.of(of(last, T)), Holder.NONE));

        ticksUntilRest();

        assertThat(dispatcher.room()).as("it is held here now").isZero();
    }
}
