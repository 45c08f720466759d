package prikke.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import prikke.core.SettableClock;
import prikke.core.engine.Dispatcher.Bounds;
import prikke.core.job.Delivery;
import prikke.core.job.HttpCall;
import prikke.core.run.Claim;

/** With real threads. */
@Timeout(60)
@Isolated("measures how soon")
class DispatcherTest {
    private static final Instant T = TestClaim.T;

    private final SettableClock clock = new SettableClock(T);
    private final List<UUID> begun = Collections.synchronizedList(new ArrayList<>());
    private volatile boolean mayBegin = true;
    private final Semaphore mayEnd = new Semaphore(0);
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger mostUnderWay = new AtomicInteger();
    private final AtomicInteger askedForMore = new AtomicInteger();
    private final List<Dispatcher> dispatchers = new ArrayList<>();

    @AfterEach
    void close() {
        mayEnd.release(1_000_000);
        for (Dispatcher dispatcher : dispatchers) {
            dispatcher.close();
            dispatcher.awaitIdle(Duration.ofSeconds(10));
        }
    }

    private Dispatcher dispatcher(int ceiling, int mostHeld) {
        Dispatcher made = new Dispatcher(clock, new Bounds(ceiling, mostHeld, 1 << 20), () -> mayBegin, this::attempt, askedForMore::incrementAndGet);
        dispatchers.add(made);
        return made;
    }

    private void attempt(Claim claim) {
        begun.add(claim.id());
        mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        mayEnd.acquireUninterruptibly();
        underWay.decrementAndGet();
    }

    @Test
    void each_begins_within_milliseconds_of_its_time_and_never_before() {
        InstantSource real = InstantSource.system();
        List<Duration> late = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch all = new CountDownLatch(100);
        Dispatcher dispatcher = new Dispatcher(real, new Bounds(64, 1000, 1 << 20), () -> true, claim -> {
            late.add(Duration.between(claim.dueAt(), real.instant()));
            all.countDown();
        }, () -> {});
        dispatchers.add(dispatcher);
        dispatcher.start();
        Instant start = real.instant().plusMillis(100);

        dispatcher.accept(IntStream.range(0, 100).mapToObj(i -> TestClaim.dueAt(start.plusMillis(7L * i))).toList());

        await().until(() -> all.getCount() == 0);
        List<Duration> sorted = late.stream().sorted().toList();
        assertThat(sorted.getFirst()).isGreaterThanOrEqualTo(Duration.ZERO);
        assertThat(sorted.get(50)).as("median").isLessThan(Duration.ofMillis(20));
        assertThat(sorted.getLast()).as("worst, on a machine that does other things too").isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void what_is_due_on_arrival_begins_at_once_without_the_timer() {
        Dispatcher dispatcher = dispatcher(4, 10);

        dispatcher.accept(List.of(TestClaim.dueAt(T), TestClaim.dueAt(T.minusSeconds(5))));

        await().until(() -> begun.size() == 2);
    }

    @Test
    void a_step_of_the_clock_is_noticed_soon() {
        Dispatcher dispatcher = dispatcher(4, 10);
        dispatcher.start();
        dispatcher.accept(List.of(TestClaim.dueAt(T.plusSeconds(3600))));
        assertThat(begun).isEmpty();

        clock.advance(Duration.ofHours(1));

        await().atMost(Duration.ofSeconds(5)).until(() -> begun.size() == 1);
    }

    @Test
    void never_more_are_under_way_than_the_ceiling_allows_and_none_is_forgotten() {
        Dispatcher dispatcher = dispatcher(4, 1000);
        dispatcher.accept(IntStream.range(0, 100).mapToObj(i -> TestClaim.dueAt(T, i % 2)).toList());

        await().until(() -> begun.size() == 4);
        mayEnd.release(1_000_000);

        assertThat(dispatcher.awaitIdle(Duration.ofSeconds(20))).isTrue();
        assertThat(begun).hasSize(100).doesNotHaveDuplicates();
        assertThat(mostUnderWay.get()).isEqualTo(4);
        assertThat(dispatcher.inFlight()).isZero();
    }

    @Test
    void behind_the_ceiling_the_most_overdue_goes_first() {
        Dispatcher dispatcher = dispatcher(1, 1000);
        dispatcher.accept(List.of(TestClaim.dueAt(T)));
        await().until(() -> begun.size() == 1);
        List<Claim> waiting = new ArrayList<>(IntStream.range(1, 20).mapToObj(i -> TestClaim.dueAt(T.minusSeconds(i))).toList());
        Collections.shuffle(waiting);

        waiting.forEach(claim -> dispatcher.accept(List.of(claim)));
        dispatcher.tick(T);
        mayEnd.release(1_000_000);

        await().until(() -> begun.size() == 20);
        List<UUID> inOrder = waiting.stream().sorted((a, b) -> a.dueAt().compareTo(b.dueAt())).map(Claim::id).toList();
        assertThat(begun.subList(1, 20)).isEqualTo(inOrder);
    }

    @Test
    void behind_the_ceiling_a_higher_priority_goes_first_within_an_organization() {
        Dispatcher dispatcher = dispatcher(1, 1000);
        dispatcher.accept(List.of(TestClaim.dueAt(T)));
        await().until(() -> begun.size() == 1);
        Claim overdue = TestClaim.dueAt(T.minusSeconds(60));
        Claim urgent = TestClaim.withPriority(TestClaim.dueAt(T), 9);

        dispatcher.accept(List.of(overdue, urgent));
        mayEnd.release(1_000_000);

        await().until(() -> begun.size() == 3);
        assertThat(begun.subList(1, 3)).containsExactly(urgent.id(), overdue.id());
    }

    @Test
    void one_organization_alone_leaves_a_quarter_of_the_ceiling_to_the_next() {
        Dispatcher dispatcher = dispatcher(16, 1000);
        dispatcher.accept(IntStream.range(0, 500).mapToObj(i -> TestClaim.dueAt(T, 1)).toList());
        await().until(() -> begun.size() == 12);
        Claim other = TestClaim.dueAt(T, 2);

        dispatcher.accept(List.of(other));

        await().until(() -> begun.contains(other.id()));
        assertThat(begun).hasSize(13);
    }

    @Test
    void organizations_go_in_turn_however_much_one_has_waiting() {
        Dispatcher dispatcher = dispatcher(1, 1000);
        dispatcher.accept(List.of(TestClaim.dueAt(T, 1)));
        await().until(() -> begun.size() == 1);
        List<Claim> many = IntStream.range(0, 100).mapToObj(i -> TestClaim.dueAt(T.minusSeconds(60), 1)).toList();
        List<Claim> few = IntStream.range(0, 3).mapToObj(i -> TestClaim.dueAt(T, 2)).toList();

        dispatcher.accept(many);
        dispatcher.accept(few);
        mayEnd.release(1_000_000);

        await().until(() -> begun.size() == 104);
        assertThat(few).allSatisfy(claim -> assertThat(begun.indexOf(claim.id())).isLessThan(8));
    }

    @Test
    void while_it_may_not_nothing_is_begun_and_afterwards_everything() {
        Dispatcher dispatcher = dispatcher(4, 10);
        dispatcher.start();
        mayBegin = false;
        dispatcher.accept(List.of(TestClaim.dueAt(T)));
        dispatcher.tick(T.plusSeconds(1));
        assertThat(begun).isEmpty();

        mayBegin = true;

        await().atMost(Duration.ofSeconds(5)).until(() -> begun.size() == 1);
    }

    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void while_it_may_not_begin_what_is_due_others_get_at_it_all_the_same() {
        mayBegin = false;
        Dispatcher dispatcher = dispatcher(1, 1000);
        dispatcher.start();
        dispatcher.accept(List.of(TestClaim.dueAt(T)));

        for (int i = 0; i < 100; i++) assertThat(dispatcher.inFlight()).isZero();
        mayBegin = true;

        await().until(() -> begun.size() == 1);
    }

    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void what_comes_due_while_the_ceiling_is_reached_and_nothing_else_waits_begins_when_there_is_room() {
        Dispatcher dispatcher = dispatcher(1, 1000);
        dispatcher.start();
        dispatcher.accept(List.of(TestClaim.dueAt(T)));
        await().until(() -> begun.size() == 1);
        dispatcher.accept(List.of(TestClaim.dueAt(T)));
        assertThat(dispatcher.held()).isEqualTo(1);

        mayEnd.release();

        await().until(() -> begun.size() == 2);
    }

    @Test
    void who_floods_it_leaves_others_the_room_to_come_by_the_short_way() {
        Dispatcher dispatcher = dispatcher(1, 10);
        Claim flood = TestClaim.dueAt(T.plusSeconds(60), 1);
        Claim other = TestClaim.dueAt(T.plusSeconds(60), 2);
        assertThat(dispatcher.room(flood.org())).isEqualTo(10);

        dispatcher.accept(IntStream.range(0, 10).mapToObj(i -> TestClaim.dueAt(T.plusSeconds(60), 1)).toList());

        assertThat(dispatcher.room()).isZero();
        assertThat(dispatcher.room(flood.org())).isZero();
        assertThat(dispatcher.room(other.org())).isEqualTo(10);
    }

    @Test
    void what_came_by_the_short_way_takes_no_room_from_what_comes_from_the_queue() {
        Dispatcher dispatcher = dispatcher(1, 10);
        List<Claim> flood = IntStream.range(0, 5).mapToObj(i -> TestClaim.dueAt(T.plusSeconds(60), 1)).toList();
        Claim other = TestClaim.dueAt(T.plusSeconds(60), 2);
        dispatcher.expect(flood);
        dispatcher.posted(flood);

        assertThat(dispatcher.room(flood.getFirst().org())).as("half of it is one organization's share").isZero();
        assertThat(dispatcher.room(other.org())).isEqualTo(5);
        assertThat(dispatcher.room()).isEqualTo(10);
        dispatcher.giveUp(flood.getFirst()::equals);
        assertThat(dispatcher.room(other.org())).isEqualTo(6);
        assertThat(dispatcher.room()).isEqualTo(10);
    }

    @Test
    void an_organization_is_full_with_as_much_as_is_left_free() {
        Dispatcher dispatcher = dispatcher(1, 10);
        Claim one = TestClaim.dueAt(T.plusSeconds(60), 1);
        assertThat(dispatcher.full()).isEmpty();

        dispatcher.accept(IntStream.range(0, 4).mapToObj(i -> TestClaim.dueAt(T.plusSeconds(60), 1)).toList());
        assertThat(dispatcher.full()).isEmpty();
        dispatcher.accept(List.of(one));
        assertThat(dispatcher.full()).containsExactly(one.org());
        assertThat(dispatcher.room()).as("for others").isEqualTo(5);
        dispatcher.giveUp(one::equals);
        assertThat(dispatcher.full()).isEmpty();
    }

    @Test
    void an_organization_is_full_by_bytes_too() {
        Dispatcher dispatcher = new Dispatcher(clock, new Bounds(1, 1000, 300_000), () -> true, this::attempt, () -> {});
        dispatchers.add(dispatcher);
        Claim small = TestClaim.dueAt(T.plusSeconds(60));
        HttpCall call = new HttpCall("POST", "http://127.0.0.1:1/", Map.of(), new byte[200_000]);
        Delivery d = small.delivery();

        dispatcher.accept(List.of(TestClaim.of(small.dueAt(), 0, 0, new Delivery(call, d.timeout(), d.retry(), null, null, false))));

        assertThat(dispatcher.full()).hasSize(1);
        assertThat(dispatcher.room(small.org())).isPositive();
    }

    @Test
    void what_is_large_takes_room_by_its_size() {
        Dispatcher dispatcher = new Dispatcher(clock, new Bounds(1, 1000, 100_000), () -> true, this::attempt, () -> {});
        dispatchers.add(dispatcher);
        Claim small = TestClaim.dueAt(T.plusSeconds(60));
        HttpCall call = new HttpCall("POST", "http://127.0.0.1:1/", Map.of(), new byte[200_000]);
        Delivery d = small.delivery();

        dispatcher.accept(List.of(TestClaim.of(small.dueAt(), 0, 0,
                new Delivery(call, d.timeout(), d.retry(), null, null, false))));

        assertThat(dispatcher.room()).isZero();
        assertThat(dispatcher.room(small.org())).as("twice as much is too much for the short way as well").isZero();
    }

    @Test
    void what_is_given_up_does_not_begin_whether_it_waits_for_its_time_or_for_room() {
        Dispatcher dispatcher = dispatcher(1, 1000);
        Claim first = TestClaim.dueAt(T);
        Claim waitsForRoom = TestClaim.dueAt(T);
        Claim waitsForItsTime = TestClaim.dueAt(T.plusSeconds(5));
        Claim last = TestClaim.dueAt(T.plusSeconds(6));
        dispatcher.accept(List.of(first));
        await().until(() -> begun.size() == 1);
        dispatcher.accept(List.of(waitsForRoom, waitsForItsTime, last));

        assertThat(dispatcher.giveUp(c -> !c.equals(last))).as("what has begun is past giving up").containsExactlyInAnyOrder(waitsForRoom, waitsForItsTime);
        clock.set(T.plusSeconds(10));
        dispatcher.tick(clock.instant());
        mayEnd.release(1_000_000);

        await().until(() -> begun.size() == 2);
        dispatcher.awaitIdle(Duration.ofSeconds(10));
        assertThat(begun).containsExactly(first.id(), last.id());
    }

    @Test
    void what_is_expected_begins_when_it_has_come_unless_it_was_given_up_or_is_not_to_come() {
        Dispatcher dispatcher = dispatcher(1, 1000);
        Claim comes = TestClaim.dueAt(T.plusSeconds(60));
        Claim givenUp = TestClaim.dueAt(T.plusSeconds(60));
        Claim rolledBack = TestClaim.dueAt(T.plusSeconds(60));
        dispatcher.expect(List.of(comes, givenUp, rolledBack));
        assertThat(dispatcher.held()).as("nothing has come yet").isZero();

        assertThat(dispatcher.giveUp(givenUp::equals)).containsExactly(givenUp);
        dispatcher.expectNoMore(List.of(rolledBack));
        dispatcher.arrived(List.of(comes, givenUp, rolledBack));
        dispatcher.arrived(List.of(comes));

        assertThat(dispatcher.stop()).containsExactly(comes);
    }

    @Test
    void the_room_is_what_is_held_and_more_is_asked_for_while_some_is_left() {
        Dispatcher dispatcher = dispatcher(1, 10);
        dispatcher.accept(List.of(TestClaim.dueAt(T)));
        await().until(() -> begun.size() == 1);
        assertThat(dispatcher.room()).as("what is under way is held no more").isEqualTo(10);

        dispatcher.accept(IntStream.range(0, 10).mapToObj(i -> TestClaim.dueAt(T)).toList());
        assertThat(dispatcher.room()).isZero();
        mayEnd.release(7);
        await().until(() -> begun.size() == 8);
        assertThat(askedForMore.get()).isZero();
        mayEnd.release(1);
        await().until(() -> begun.size() == 9);

        await().until(() -> askedForMore.get() == 1);
        assertThat(dispatcher.room()).isEqualTo(8);
    }

    @Test
    void more_is_asked_for_too_when_a_few_large_ones_have_given_back_their_room() {
        Dispatcher dispatcher = new Dispatcher(clock, new Bounds(1, 1000, 1_000_000), () -> mayBegin, this::attempt, askedForMore::incrementAndGet);
        dispatchers.add(dispatcher);
        dispatcher.accept(List.of(large()));
        await().until(() -> begun.size() == 1);

        dispatcher.accept(List.of(large(), large(), large(), large()));
        mayEnd.release(2);
        await().until(() -> begun.size() == 3);
        assertThat(askedForMore.get()).as("two still wait, more than a quarter of what may").isZero();
        mayEnd.release(1);

        await().until(() -> askedForMore.get() == 1);
    }

    /** Due, of some 200 KB. */
    private static Claim large() {
        HttpCall call = new HttpCall("POST", "http://127.0.0.1:1/", Map.of(), new byte[200_000]);
        Delivery d = TestClaim.delivery(0, null, null);
        return TestClaim.of(T, 0, 0, new Delivery(call, d.timeout(), d.retry(), null, null, false));
    }

    @Test
    void a_stop_begins_nothing_more_and_hands_back_what_has_not_begun() {
        Dispatcher dispatcher = dispatcher(1, 1000);
        Claim underWayThen = TestClaim.dueAt(T);
        Claim waiting = TestClaim.dueAt(T);
        Claim later = TestClaim.dueAt(T.plusSeconds(5));
        dispatcher.accept(List.of(underWayThen));
        await().until(() -> begun.size() == 1);
        dispatcher.accept(List.of(waiting, later));

        assertThat(dispatcher.stop()).containsExactlyInAnyOrder(waiting, later);
        assertThat(dispatcher.room()).isZero();
        clock.set(T.plusSeconds(10));
        dispatcher.tick(clock.instant());
        assertThat(dispatcher.awaitIdle(Duration.ofMillis(20))).as("one is still under way").isFalse();
        mayEnd.release(10);

        assertThat(dispatcher.awaitIdle(Duration.ofSeconds(10))).isTrue();
        assertThat(begun).containsExactly(underWayThen.id());
    }

    @Test
    void what_comes_after_the_stop_is_kept_to_be_handed_back() {
        Dispatcher dispatcher = dispatcher(1, 1000);
        dispatcher.stop();
        Claim late = TestClaim.dueAt(T);

        dispatcher.accept(List.of(late));

        assertThat(dispatcher.stop()).containsExactly(late);
        assertThat(begun).isEmpty();
    }
}
