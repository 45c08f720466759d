package prikke.core.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.jspecify.annotations.Nullable;
import prikke.core.ProblemException;
import prikke.core.SettableClock;
import prikke.core.account.ApiKey;
import prikke.core.account.ApiKeys;
import prikke.core.account.Caller;
import prikke.core.account.Identity;
import prikke.core.account.KeyDraft;
import prikke.core.account.TestOrganization;
import prikke.core.crypto.TestVault;
import prikke.core.db.Dialect;
import prikke.core.db.TestDatabase;
import prikke.core.event.EventLog;
import prikke.core.event.EventType;
import prikke.core.feed.Signal.Ended;
import prikke.core.feed.Signal.Happened;
import prikke.core.feed.Signal.Quiet;
import prikke.core.feed.Signal.Reset;
import prikke.core.feed.Signal.Why;
import prikke.core.job.IdleExecutor;
import prikke.core.job.Jobs;
import prikke.core.job.TestDraft;
import prikke.core.run.Completions;

/** What listeners are told, each node's crank turned by hand. */
@ParameterizedClass
@EnumSource(Dialect.class)
@Timeout(60)
class FeedTest {
    private static final Duration NOW = Duration.ZERO;

    private final TestDatabase on;
    private final SettableClock clock = new SettableClock(Instant.parse("2030-01-01T00:00:00Z"));
    private final Jobs jobs;
    private final ApiKeys keys;
    private final TestOrganization home;
    private final Caller ann;
    private Feed feed;

    FeedTest(Dialect dialect) {
        on = TestDatabase.of(dialect);
        jobs = new Jobs(on.database(), clock, new IdleExecutor(), TestVault.SEALS);
        keys = new ApiKeys(on.database(), clock, () -> {});
        home = TestOrganization.in(on.database());
        ann = home.owner(on.database());
        feed = node();
    }

    @AfterEach
    void close() {
        feed.close();
        jobs.close();
        on.close();
    }

    /** Another node, or the same after a restart. */
    private Feed node() {
        return new Feed(on.database(), clock, new Completions(), () -> {}, settings(1000, 100));
    }

    private static FeedSettings settings(int perCaller, int waiting) {
        return new FeedSettings(perCaller, 1000, 2000, waiting, Duration.ofSeconds(10), Duration.ofMillis(100), Duration.ofSeconds(1));
    }

    private Subscription listen(Caller who, EventFilter filter, @Nullable String after) {
        UUID user = Objects.requireNonNull(who.userId());
        return feed.subscribe(new Identity.User(user, "ann@example.com", false, UUID.randomUUID(), List.of()), who, filter, after);
    }

    private Subscription listen() {
        return listen(ann, EventFilter.ALL, null);
    }

    private ApiKey key() {
        return keys.create(ann, new KeyDraft("ears", "read", null)).key();
    }

    private Subscription listen(ApiKey key) {
        Identity identity = new Identity.Key(key);
        return feed.subscribe(identity, identity.in(null), EventFilter.ALL, null);
    }

    private UUID make(String key) {
        return jobs.create(ann, TestDraft.of("every", "1h", "key", key)).job().id();
    }

    private void turn() {
        while (feed.advance()) {}
    }

    /** What is there to be taken: keys, and what else there is to tell by its kind. */
    private List<String> taken(Subscription listener) {
        turn();
        List<String> taken = new ArrayList<>();
        while (true) {
            switch (listener.next(NOW)) {
                case Happened(Event.OfJob job) -> taken.add(String.valueOf(job.key()));
                case Happened(Event.OfExecution run) -> taken.add(run.type().text());
                case Reset reset -> taken.add("reset");
                case Ended(Why why) -> {
                    taken.add(why.name());
                    return taken;
                }
                case Quiet quiet -> {
                    return taken;
                }
            }
        }
    }

    private static String idOf(Signal signal) {
        return ((Happened) signal).event().id();
    }

    private static String place(Subscription listener) {
        return ((Quiet) listener.next(NOW)).position();
    }

    @Test
    void a_listener_is_told_of_what_happens_from_then_on_and_of_nothing_before() {
        make("before");
        try (Subscription listener = listen()) {
            make("after");
            assertThat(taken(listener)).containsExactly("after");
        }
    }

    @Test
    void nothing_is_told_of_another_organization() {
        Caller other = TestOrganization.in(on.database()).owner(on.database());
        try (Subscription theirs = listen(other, EventFilter.ALL, null);
                Subscription ours = listen()) {
            make("ours");
            assertThat(taken(ours)).containsExactly("ours");
            assertThat(taken(theirs)).isEmpty();
        }
        try (Subscription late = listen(other, EventFilter.ALL, start())) {
            assertThat(taken(late)).as("nor of what was missed").isEmpty();
        }
    }

    /** Where everything comes after. */
    private String start() {
        try (Subscription any = listen()) {
            return any.start().replaceFirst("-\\d+$", "-0");
        }
    }

    @Test
    void only_what_is_asked_for_is_told() {
        UUID wanted = make("wanted");
        try (Subscription ofJob = listen(ann, new EventFilter(wanted, EnumSet.allOf(EventType.class)), null);
                Subscription ofType = listen(ann, new EventFilter(null, EnumSet.of(EventType.JOB_DELETED)), null)) {
            make("unwanted");
            jobs.pause(ann, "wanted");
            jobs.delete(ann, "unwanted");
            assertThat(taken(ofJob)).containsExactly("wanted");
            assertThat(taken(ofType)).containsExactly("unwanted");
        }
    }

    @Test
    void who_comes_back_is_told_what_they_missed_once_and_in_order_on_whichever_node() {
        String last;
        try (Subscription listener = listen()) {
            make("a");
            make("b");
            turn();
            last = idOf(listener.next(NOW));
        }
        make("c");
        feed.close();
        feed = node();
        make("d");

        try (Subscription again = listen(ann, EventFilter.ALL, last)) {
            make("e");
            assertThat(taken(again)).containsExactly("b", "c", "d", "e");
            make("f");
            assertThat(taken(again)).containsExactly("f");
        }
    }

    @Test
    void who_comes_back_in_the_middle_of_a_transaction_is_told_the_rest_of_it() {
        try (Subscription listener = listen()) {
            on.database().run(tx -> EventLog.append(tx, IntStream.range(0, 5)
                    .mapToObj(i -> new prikke.core.event.Happening.ToJob(EventType.JOB_CREATED, home.id(), UUID.randomUUID(), "j" + i, null, true))
                    .toList()));
            turn();
            listener.next(NOW);
            String second = idOf(listener.next(NOW));

            try (Subscription again = listen(ann, EventFilter.ALL, second)) {
                assertThat(taken(again)).containsExactly("j2", "j3", "j4");
            }
        }
    }

    @Test
    void the_position_goes_on_while_nothing_is_told() {
        try (Subscription listener = listen(ann, new EventFilter(null, EnumSet.of(EventType.EXECUTION_FAILED)), null)) {
            String before = place(listener);
            make("a");
            turn();
            assertThat(place(listener)).isNotEqualTo(before);
        }
    }

    @Test
    void who_comes_back_too_late_is_told_so_and_goes_on_from_now() {
        String last;
        try (Subscription listener = listen()) {
            make("a");
            turn();
            last = idOf(listener.next(NOW));
        }
        make("b");
        new EventLog(on.database()).forget(Instant.now().plusSeconds(60), 1000);

        try (Subscription again = listen(ann, EventFilter.ALL, last)) {
            make("c");
            assertThat(taken(again)).containsExactly("reset", "c");
        }
        for (String nonsense : List.of("", "7", "00000000-1", "deadbeef-999999", "x".repeat(1000))) {
            try (Subscription lost = listen(ann, EventFilter.ALL, nonsense)) {
                make("d" + nonsense.length());
                assertThat(taken(lost)).as(nonsense).containsExactly("reset", "d" + nonsense.length());
            }
        }
    }

    @Test
    void what_is_forgotten_while_somebody_catches_up_is_told_as_missing() {
        String first = start();
        make("a");
        try (Subscription again = listen(ann, EventFilter.ALL, first)) {
            new EventLog(on.database()).forget(Instant.now().plusSeconds(60), 1000);
            assertThat(taken(again)).containsExactly("reset");
            make("b");
            assertThat(taken(again)).containsExactly("b");
        }
    }

    @Test
    void a_listener_that_takes_nothing_costs_no_more_than_its_share_of_memory_and_is_dropped() {
        ApiKey key = key();
        try (Subscription stalled = listen(key);
                Subscription brisk = listen(key)) {
            List<String> got = new ArrayList<>(taken(brisk));
            got.addAll(taken(stalled));
            for (int i = 0; i < 300; i++) {
                make("job-" + i);
                if (i % 50 == 49) got.addAll(taken(brisk));
            }
            assertThat(got).as("who takes what comes misses nothing").hasSize(300);

            feed.check();
            clock.advance(Duration.ofSeconds(11));
            feed.check();

            assertThat(taken(stalled)).containsExactly("TOO_SLOW");
            assertThat(feed.dropped()).isEqualTo(1);
            assertThat(taken(brisk)).isEmpty();
        }
    }

    @Test
    void a_burst_that_is_more_than_waits_in_memory_is_told_whole_to_who_takes_it() {
        try (Subscription listener = listen()) {
            IntStream.range(0, 250).forEach(i -> make("job-" + i));
            turn();
            assertThat(taken(listener)).containsExactlyElementsOf(IntStream.range(0, 250).mapToObj(i -> "job-" + i).toList());
            make("further");
            assertThat(taken(listener)).containsExactly("further");
            clock.advance(Duration.ofSeconds(11));
            assertThat(feed.dropped()).isZero();
        }
    }

    @Test
    void whoever_may_not_listen_any_more_hears_nothing_more() {
        ApiKey key = key();
        try (Subscription byKey = listen(key);
                Subscription bySession = listen()) {
            feed.check();
            assertThat(taken(byKey)).as("while it holds").isEmpty();
            assertThat(taken(bySession)).as("of a session that is none any more").containsExactly("NOT_ALLOWED");

            keys.revoke(ann, key.id());
            make("secret");
            feed.check();
            assertThat(taken(byKey)).containsExactly("NOT_ALLOWED");
        }
    }

    @Test
    void more_than_a_caller_s_share_of_streams_are_refused() {
        feed.close();
        feed = new Feed(on.database(), clock, new Completions(), () -> {}, settings(2, 100));
        try (Subscription first = listen();
                Subscription second = listen()) {
            ProblemException refusal = catchThrowableOfType(ProblemException.class, this::listen);
            assertThat(refusal.code()).isEqualTo("too_many_streams");
            assertThat(refusal.retryAfter()).isNotNull();
            first.close();
            listen().close();
            assertThat(second.start()).isNotEmpty();
        }
        assertThat(feed.listeners()).isZero();
    }

    @Test
    void the_end_of_the_daemon_ends_every_stream() {
        try (Subscription listener = listen()) {
            feed.close();
            assertThat(taken(listener)).containsExactly("CLOSED");
            assertThat(catchThrowableOfType(ProblemException.class, this::listen).kind()).isEqualTo(ProblemException.Kind.UNAVAILABLE);
        }
    }
}
