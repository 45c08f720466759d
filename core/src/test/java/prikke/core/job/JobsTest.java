package prikke.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import prikke.core.Precondition;
import prikke.core.ProblemException;
import prikke.core.ProblemException.Kind;
import prikke.core.SettableClock;
import prikke.core.account.Caller;
import prikke.core.account.Role;
import prikke.core.account.TestOrganization;
import prikke.core.crypto.TestVault;
import prikke.core.db.Dialect;
import prikke.core.db.TestDatabase;

/** The use cases on jobs, as far as they go without anything that runs them. */
@ParameterizedClass
@EnumSource(Dialect.class)
class JobsTest {
    private static final Instant T = Instant.parse("2030-01-01T00:00:00.500Z");

    private final TestDatabase on;
    private final SettableClock clock = new SettableClock(T);
    private final Jobs jobs;
    private final TestOrganization organization;
    private final Caller caller;

    JobsTest(Dialect dialect) {
        on = TestDatabase.of(dialect);
        jobs = new Jobs(on.database(), clock, new IdleExecutor(), TestVault.SEALS);
        organization = TestOrganization.in(on.database());
        caller = organization.member();
    }

    @AfterEach
    void close() {
        jobs.close();
        on.close();
    }

    @Test
    void a_job_with_everything_stated_is_read_back_as_it_was_written() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-Last", "a \"quoted\" \\ value");
        headers.put("Authorization", "Bearer x");
        Job made = create(
                "key", "nightly", "name", "Nächtlich \uD83C\uDF19", "url", "https://example.com/a?b=%20c", "method", "put", "headers", headers,
                "body", "{\"a\":\"é\"}", "cron", "0 3 * * *", "timezone", "Europe/Oslo", "dst", "skip", "timeout", "10s", "retries", 3,
                "backoff", "linear", "retryDelay", "5s", "maxRetryDelay", "1m", "expectedStatus", "200-299,304", "expectedBody", "/ok/",
                "followRedirects", true, "overlap", "skip", "misfire", "run_all", "misfireGrace", "90s", "queue", "reports", "priority", 9,
                "jitter", "3s", "startsAt", "2030-02-01T00:00:00Z", "endsAt", "2031-01-01T00:00:00+01:00", "tags", List.of("a", "b\"c"));

        Job read = jobs.get(caller, "nightly");

        assertThat(read).usingRecursiveComparison().isEqualTo(made);
        assertThat(read.delivery().call().method()).isEqualTo("PUT");
        assertThat(read.delivery().call().headers().keySet()).containsExactly("X-Last", "Authorization");
        assertThat(read.delivery().call().body()).asString(StandardCharsets.UTF_8).isEqualTo("{\"a\":\"é\"}");
        assertThat(read.timing().endsAt()).isEqualTo("2030-12-31T23:00:00Z");
        assertThat(read.planAt()).isEqualTo("2030-02-01T02:00:00Z");
        assertThat(jobs.get(caller, made.id().toString())).usingRecursiveComparison().isEqualTo(made);
    }

    @Test
    void a_change_is_made_only_to_the_version_that_is_expected() {
        Job read = create("key", "k", "every", "1h");
        Precondition asRead = new Precondition(List.of(read.tag()), false);
        Job edited = jobs.update(caller, "k", asRead, draft -> Drafts.withEnabled(draft, false));

        assertStale(() -> jobs.update(caller, "k", asRead, draft -> draft));
        assertStale(() -> jobs.replace(caller, "k", TestDraft.of("every", "2h"), asRead));
        assertStale(() -> jobs.resume(caller, "k", asRead));
        assertStale(() -> jobs.delete(caller, "k", asRead));
        assertStale(() -> jobs.replace(caller, "k", TestDraft.of("every", "2h"), Precondition.ABSENT));
        assertThat(jobs.get(caller, "k")).usingRecursiveComparison().isEqualTo(edited);
        jobs.delete(caller, "k", new Precondition(List.of("other", edited.tag()), false));
        assertStale(() -> jobs.replace(caller, "k", TestDraft.of("every", "2h"), asRead));
    }

    @Test
    void of_many_who_change_the_same_version_at_once_one_does() throws Exception {
        Precondition asRead = new Precondition(List.of(create("key", "k", "every", "1h").tag()), false);
        List<Callable<Boolean>> edits = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            edits.add(() -> {
                try {
                    jobs.pause(caller, "k", asRead);
                    return true;
                } catch (ProblemException e) {
                    assertThat(e.kind()).isEqualTo(ProblemException.Kind.STALE);
                    return false;
                }
            });
        }
        int made = 0;
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (Future<Boolean> edit : threads.invokeAll(edits)) if (edit.get()) made++;
        }

        assertThat(made).isEqualTo(1);
        assertThat(jobs.get(caller, "k").version()).isEqualTo(2);
    }

    private static void assertStale(ThrowingCallable change) {
        assertThatThrownBy(change).isInstanceOfSatisfying(
                ProblemException.class, e -> assertThat(e.kind()).isEqualTo(ProblemException.Kind.STALE));
    }

    @Test
    void a_job_that_states_the_least_gets_the_defaults() {
        Job job = create("key", "tick", "every", "15s");

        assertThat(job.delivery().call().method()).isEqualTo("POST");
        assertThat(job.delivery().timeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(job.delivery().retry())
                .isEqualTo(new RetryPolicy(0, Backoff.EXPONENTIAL, Duration.ofSeconds(30), Duration.ofHours(1)));
        assertThat(job.options()).isEqualTo(new JobOptions(Overlap.ALLOW, Misfire.RUN_LATEST, null, null, 5, List.of()));
        assertThat(job.timing().timezone().getId()).isEqualTo("UTC");
        assertThat(job.enabled()).isTrue();
        assertThat(job.planAt()).as("aligned to the creation").isEqualTo(T.plusSeconds(15));
    }

    @Test
    void a_one_off_gets_five_retries_and_its_execution_is_named_at_once() {
        for (JobDraft draft : List.of(TestDraft.of(), TestDraft.of("delay", "10s"), TestDraft.of("runAt", "2030-01-01T00:00:10.5Z"))) {
            Jobs.Created made = jobs.create(caller, draft);

            assertThat(made.job().timing().recurring()).isFalse();
            assertThat(made.job().delivery().retry().retries()).isEqualTo(5);
            assertThat(made.job().planAt()).isNull();
            assertThat(made.execution()).isNotNull();
            assertThat(made.job().timing().runAt()).isIn(T, T.plusSeconds(10));
        }
    }

    @Test
    void a_recurring_job_and_a_held_one_off_have_no_execution_yet() {
        assertThat(jobs.create(caller, TestDraft.of("every", "1h")).execution()).isNull();
        assertThat(jobs.create(caller, TestDraft.of("enabled", false)).execution()).isNull();
        assertThat(jobs.create(caller, TestDraft.of("every", "1h", "enabled", false)).job().planAt()).isNull();
    }

    @Test
    void every_fault_is_said_at_once() {
        ProblemException refusal = refusal(() -> create(
                "key", "Bad Key", "url", "ftp://example.com", "method", "FETCH", "headers", Map.of("Host", "x"), "cron", "* * * *",
                "timezone", "Mars/Base", "timeout", "10h", "retries", 11, "overlap", "never", "tags", List.of("x".repeat(51))));

        assertThat(refusal.kind()).isEqualTo(Kind.INVALID);
        assertThat(refusal.faults()).extracting(ProblemException.Fault::field).containsExactlyInAnyOrder(
                "key", "url", "method", "headers.Host", "cron", "timezone", "timeout", "retries", "overlap", "tags[0]");
        assertThat(jobs.list(caller, all())).isEmpty();
    }

    @Test
    void a_key_is_taken_once_in_an_organization_and_free_in_another() {
        create("key", "nightly", "every", "1h");

        ProblemException refusal = refusal(() -> create("key", "nightly", "every", "2h"));

        assertThat(refusal.kind()).isEqualTo(Kind.CONFLICT);
        assertThat(refusal.code()).isEqualTo("key_taken");
        assertThat(refusal).hasMessageContaining("nightly").hasMessageContaining("--upsert");
        Caller other = TestOrganization.in(on.database()).member();
        assertThat(jobs.create(other, TestDraft.of("key", "nightly", "every", "1h")).job().key()).isEqualTo("nightly");
    }

    @Test
    void of_many_who_want_a_key_at_once_one_gets_it_and_those_beside_them_are_not_harmed() throws Exception {
        List<Future<Job>> sameKey = new ArrayList<>();
        List<Future<Job>> ownKey = new ArrayList<>();
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                String own = "own-" + i;
                sameKey.add(pool.submit(() -> create("key", "wanted", "every", "1h")));
                ownKey.add(pool.submit(() -> create("key", own, "every", "1h")));
            }
        }

        assertThat(sameKey.stream().filter(f -> f.state() == Future.State.SUCCESS)).hasSize(1);
        assertThat(sameKey.stream().filter(f -> f.state() == Future.State.FAILED).map(Future::exceptionNow))
                .hasSize(19).allMatch(e -> e instanceof ProblemException p && p.code().equals("key_taken"));
        assertThat(ownKey).allMatch(f -> f.state() == Future.State.SUCCESS);
        assertThat(jobs.list(caller, all())).hasSize(21);
    }

    @Test
    void replacing_creates_where_there_is_none_and_otherwise_leaves_nothing_of_the_old_but_id_and_creation() {
        Jobs.Replaced created = jobs.replace(caller, "nightly", TestDraft.of("every", "1h", "name", "Old", "retries", 4, "tags", List.of("x")));
        clock.advance(Duration.ofMinutes(5));

        Jobs.Replaced replaced = jobs.replace(caller, "nightly", TestDraft.of("key", "nightly", "cron", "0 * * * *"));

        assertThat(created.created()).isTrue();
        assertThat(replaced.created()).isFalse();
        Job job = jobs.get(caller, "nightly");
        assertThat(job).usingRecursiveComparison().isEqualTo(replaced.job());
        assertThat(job.id()).isEqualTo(created.job().id());
        assertThat(job.createdAt()).isEqualTo(created.job().createdAt());
        assertThat(job.version()).isEqualTo(2);
        assertThat(job.name()).isNull();
        assertThat(job.options().tags()).isEmpty();
        assertThat(job.delivery().retry().retries()).isZero();
        assertThat(job.timing().every()).isNull();
        assertThat(job.planAt()).isEqualTo("2030-01-01T01:00:00Z");
    }

    @Test
    void replacing_under_another_key_than_the_draft_s_is_refused() {
        assertThat(refusal(() -> jobs.replace(caller, "a", TestDraft.of("key", "b", "every", "1h"))).faults())
                .extracting(ProblemException.Fault::field).containsExactly("key");
    }

    @Test
    void all_who_replace_a_key_at_once_succeed_and_one_of_them_created_it() throws Exception {
        List<Future<Jobs.Replaced>> puts = new ArrayList<>();
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) puts.add(pool.submit(() -> jobs.replace(caller, "shared", TestDraft.of("every", "1h"))));
        }

        List<Jobs.Replaced> replaced = new ArrayList<>();
        for (Future<Jobs.Replaced> put : puts) replaced.add(put.get());
        assertThat(replaced).filteredOn(Jobs.Replaced::created).hasSize(1);
        assertThat(jobs.list(caller, all())).singleElement().satisfies(job -> assertThat(job.version()).isEqualTo(8));
    }

    @Test
    void an_update_changes_what_it_names_and_keeps_the_rest() {
        Job before = create("key", "nightly", "every", "10m", "headers", Map.of("X-A", "1"), "tags", List.of("ops"), "jitter", "2s");
        clock.advance(Duration.ofMinutes(3));

        Job after = jobs.update(caller, "nightly", draft -> TestDraft.with(draft, "name", "New"));

        assertThat(jobs.get(caller, "nightly")).usingRecursiveComparison().isEqualTo(after);
        assertThat(after).usingRecursiveComparison()
                .ignoringFields("name", "version", "updatedAt").isEqualTo(before);
        assertThat(after.name()).isEqualTo("New");
        assertThat(after.version()).isEqualTo(2);
        assertThat(after.updatedAt()).isEqualTo(T.plus(Duration.ofMinutes(3)));
        assertThat(after.revision()).as("the request is the same").isEqualTo(before.revision());
        assertThat(after.planAt()).as("still aligned to the creation").isEqualTo(T.plus(Duration.ofMinutes(10)));
    }

    @Test
    void an_edit_of_the_request_makes_a_new_revision() {
        Job before = create("key", "nightly", "every", "10m", "body", "a");

        assertThat(jobs.update(caller, "nightly", d -> TestDraft.with(d, "body", "b")).revision()).isNotEqualTo(before.revision());
        assertThat(jobs.get(caller, "nightly").delivery().call().body()).asString(StandardCharsets.UTF_8).isEqualTo("b");
    }

    @Test
    void an_update_can_rename_but_not_to_a_key_that_is_taken() {
        create("key", "a", "every", "1h");
        create("key", "b", "every", "1h");

        assertThat(refusal(() -> jobs.update(caller, "a", d -> TestDraft.with(d, "key", "b"))).code()).isEqualTo("key_taken");
        assertThat(jobs.update(caller, "a", d -> TestDraft.with(d, "key", "c")).key()).isEqualTo("c");
        assertThat(refusal(() -> jobs.get(caller, "a")).kind()).isEqualTo(Kind.NOT_FOUND);
    }

    @Test
    void the_slower_of_two_edits_is_refused() {
        create("key", "nightly", "every", "1h");
        AtomicBoolean first = new AtomicBoolean(true);

        ProblemException refusal = refusal(() -> jobs.update(caller, "nightly", draft -> {
            if (first.getAndSet(false)) jobs.update(caller, "nightly", d -> TestDraft.with(d, "name", "Theirs"));
            return TestDraft.with(draft, "name", "Mine");
        }));

        assertThat(refusal.kind()).isEqualTo(Kind.CONFLICT);
        assertThat(refusal.code()).isEqualTo("edited_meanwhile");
        assertThat(jobs.get(caller, "nightly").name()).isEqualTo("Theirs");
    }

    @Test
    void an_edit_of_a_job_deleted_meanwhile_is_refused() {
        create("key", "nightly", "every", "1h");

        assertThat(refusal(() -> jobs.update(caller, "nightly", draft -> {
            jobs.delete(caller, "nightly");
            return draft;
        })).code()).isEqualTo("edited_meanwhile");
    }

    @Test
    void a_schedule_that_has_passed_is_no_fault_of_an_edit_that_leaves_it() {
        create("key", "once", "runAt", "2030-01-01T00:01:00Z");
        create("key", "ending", "every", "1m", "endsAt", "2030-01-01T00:05:00Z");
        clock.advance(Duration.ofHours(1));

        assertThat(jobs.update(caller, "once", d -> TestDraft.with(d, "name", "x")).timing().runAt()).isEqualTo("2030-01-01T00:01:00Z");
        assertThat(jobs.update(caller, "ending", d -> TestDraft.with(d, "name", "x")).timing().endsAt()).isEqualTo("2030-01-01T00:05:00Z");
        assertThat(refusal(() -> jobs.update(caller, "once", d -> TestDraft.with(d, "runAt", "2030-01-01T00:02:00Z"))).faults())
                .extracting(ProblemException.Fault::field).containsExactly("run_at");
    }

    @Test
    void pausing_stops_the_planning_and_resuming_goes_on_from_now() {
        create("key", "tick", "every", "1m");

        assertThat(jobs.pause(caller, "tick").planAt()).isNull();
        clock.advance(Duration.ofMinutes(10).plusSeconds(1));
        Job resumed = jobs.resume(caller, "tick");

        assertThat(resumed.enabled()).isTrue();
        assertThat(resumed.planAt()).isEqualTo(T.plus(Duration.ofMinutes(11)));
    }

    @Test
    void an_edit_does_not_drop_an_occurrence_that_is_overdue() {
        create("key", "tick", "every", "1m");
        clock.advance(Duration.ofMinutes(10).plusSeconds(1));

        assertThat(jobs.update(caller, "tick", d -> TestDraft.with(d, "name", "x")).planAt())
                .as("the planner has yet to decide on it").isEqualTo(T.plus(Duration.ofMinutes(1)));
        assertThat(jobs.update(caller, "tick", d -> TestDraft.with(d, "every", "2m")).planAt())
                .as("another schedule begins now").isEqualTo(T.plus(Duration.ofMinutes(12)));
    }

    @Test
    void deleting_hides_the_job_and_frees_its_key() {
        Job old = create("key", "nightly", "every", "1h");

        jobs.delete(caller, "nightly");

        assertThat(jobs.list(caller, all())).isEmpty();
        for (String name : List.of("nightly", old.id().toString())) {
            assertThat(refusal(() -> jobs.get(caller, name)).kind()).isEqualTo(Kind.NOT_FOUND);
            assertThat(refusal(() -> jobs.delete(caller, name)).kind()).isEqualTo(Kind.NOT_FOUND);
        }
        assertThat(create("key", "nightly", "every", "1h").id()).isNotEqualTo(old.id());
    }

    @Test
    void another_organization_s_job_is_not_to_be_found_by_key_or_id() {
        Job job = create("key", "nightly", "every", "1h");
        Caller other = TestOrganization.in(on.database()).as(Role.OWNER);

        for (String name : List.of("nightly", job.id().toString())) {
            for (ThrowingCallable use : List.<ThrowingCallable>of(
                    () -> jobs.get(other, name),
                    () -> jobs.update(other, name, d -> d),
                    () -> jobs.pause(other, name),
                    () -> jobs.resume(other, name),
                    () -> jobs.delete(other, name))) {
                assertThat(refusal(use).kind()).isEqualTo(Kind.NOT_FOUND);
            }
        }
        assertThat(jobs.list(other, all())).isEmpty();
        assertThat(jobs.replace(other, "nightly", TestDraft.of("every", "1h")).created()).isTrue();
    }

    @Test
    void a_viewer_may_read_and_no_more() {
        create("key", "nightly", "every", "1h");
        Caller viewer = organization.as(Role.VIEWER);

        assertThat(jobs.get(viewer, "nightly").key()).isEqualTo("nightly");
        assertThat(jobs.list(viewer, all())).hasSize(1);
        for (ThrowingCallable use : List.<ThrowingCallable>of(
                () -> jobs.create(viewer, TestDraft.of()),
                () -> jobs.replace(viewer, "x", TestDraft.of()),
                () -> jobs.update(viewer, "nightly", d -> d),
                () -> jobs.pause(viewer, "nightly"),
                () -> jobs.resume(viewer, "nightly"),
                () -> jobs.delete(viewer, "nightly"))) {
            assertThat(refusal(use).kind()).isEqualTo(Kind.FORBIDDEN);
        }
    }

    @Test
    void the_list_is_newest_first_and_pages_meet_without_gap_or_double() {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            keys.addFirst("job-" + i);
            create("key", "job-" + i, "every", "1h");
            clock.advance(Duration.ofMillis(2));
        }

        List<String> seen = new ArrayList<>();
        List<Job> page = jobs.list(caller, new JobFilter(null, null, null, null, null, 3));
        while (!page.isEmpty() && seen.size() <= keys.size()) {
            page.forEach(job -> seen.add(job.key()));
            page = jobs.list(caller, new JobFilter(null, null, null, null, page.getLast().id(), 3));
        }

        assertThat(seen).isEqualTo(keys);
    }

    @Test
    void the_list_can_be_narrowed() {
        create("key", "a_1", "name", "Böse 100% SCHNELL", "every", "1h", "tags", List.of("ops", "x"));
        create("key", "a-1", "every", "1h", "tags", List.of("op"), "enabled", false);
        create("key", "once", "url", "http://other.example/x", "delay", "1h");

        assertThat(keys(new JobFilter("a_1", null, null, null, null, 10))).containsExactly("a_1");
        assertThat(keys(new JobFilter("100%", null, null, null, null, 10))).containsExactly("a_1");
        assertThat(keys(new JobFilter("schnell", null, null, null, null, 10))).containsExactly("a_1");
        assertThat(keys(new JobFilter("OTHER.EXAMPLE", null, null, null, null, 10))).containsExactly("once");
        assertThat(keys(new JobFilter(null, "op", null, null, null, 10))).containsExactly("a-1");
        assertThat(keys(new JobFilter(null, "%", null, null, null, 10))).isEmpty();
        assertThat(keys(new JobFilter(null, null, false, null, null, 10))).containsExactly("a-1");
        assertThat(keys(new JobFilter(null, null, null, false, null, 10))).containsExactly("once");
        assertThat(keys(new JobFilter(null, null, true, true, null, 10))).containsExactly("a_1");
    }

    @Test
    void the_largest_job_that_is_allowed_can_be_stored() {
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 0; i < 50; i++) headers.put("X-" + "h".repeat(195) + String.format("%03d", i), "\"\\".repeat(4096));
        List<String> tags = new ArrayList<>();
        for (int i = 0; i < 20; i++) tags.add("\"\\".repeat(24) + String.format("%02d", i));

        create("key", "k".repeat(63), "name", "ü".repeat(200), "url", "http://example.com/" + "a".repeat(8192 - 19), "headers", headers,
                "body", "ä".repeat(128 * 1024), "every", "1h", "tags", tags, "expectedBody", "é".repeat(1000), "queue", "q".repeat(63));

        Job read = jobs.get(caller, "k".repeat(63));
        assertThat(read.delivery().call().headers()).isEqualTo(headers);
        assertThat(read.options().tags()).isEqualTo(tags);
    }

    private List<@Nullable String> keys(JobFilter filter) {
        return jobs.list(caller, filter).stream().<@Nullable String>map(Job::key).toList();
    }

    private static JobFilter all() {
        return new JobFilter(null, null, null, null, null, 200);
    }

    private Job create(@Nullable Object... namesAndValues) {
        return jobs.create(caller, TestDraft.of(namesAndValues)).job();
    }

    private static ProblemException refusal(ThrowingCallable use) {
        ProblemException refusal = catchThrowableOfType(ProblemException.class, use);
        assertThat(refusal).as("a refusal").isNotNull();
        return refusal;
    }
}
