package prikke.core.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import prikke.core.ProblemException;
import prikke.core.ProblemException.Fault;
import prikke.core.ProblemException.Kind;
import prikke.core.SettableClock;
import prikke.core.account.AuditLog;
import prikke.core.account.Caller;
import prikke.core.account.Role;
import prikke.core.account.TestOrganization;
import prikke.core.audit.AuditEntry;
import prikke.core.audit.AuditFilter;
import prikke.core.audit.Change;
import prikke.core.crypto.TestVault;
import prikke.core.db.Dialect;
import prikke.core.db.TestDatabase;
import prikke.core.job.DeclaredJobs;
import prikke.core.job.IdleExecutor;
import prikke.core.job.Job;
import prikke.core.job.JobBatches;
import prikke.core.job.JobDraft;
import prikke.core.job.JobFilter;
import prikke.core.job.JobStep;
import prikke.core.job.Jobs;
import prikke.core.job.TestDraft;
import prikke.core.run.DeclaredQueues;
import prikke.core.run.Queue;
import prikke.core.run.QueueDraft;
import prikke.core.run.QueueStep;

/** Documents of jobs and queues, without anything that runs them. */
@ParameterizedClass
@EnumSource(Dialect.class)
@Timeout(60)
class SyncTest {
    private final TestDatabase on;
    private final SettableClock clock = new SettableClock(Instant.parse("2030-01-01T00:00:00.500Z"));
    private final Jobs jobs;
    private final JobBatches batches;
    private final Sync sync;
    private final TestOrganization organization;
    private final Caller caller;
    private final AuditLog log;

    SyncTest(Dialect dialect) {
        on = TestDatabase.of(dialect);
        jobs = new Jobs(on.database(), clock, new IdleExecutor(), TestVault.SEALS);
        batches = new JobBatches(on.database(), clock, new IdleExecutor(), TestVault.SEALS);
        sync = new Sync(on.database(), clock, new DeclaredJobs(clock, new IdleExecutor(), TestVault.SEALS), new DeclaredQueues(clock, () -> {}));
        organization = TestOrganization.in(on.database());
        caller = organization.member();
        log = new AuditLog(on.database(), clock);
    }

    @AfterEach
    void close() {
        jobs.close();
        on.close();
    }

    @Test
    void what_is_not_there_is_made_what_differs_is_changed_and_the_rest_stays_as_it_is() {
        apply(job("key", "a", "every", "1h"), job("key", "b", "every", "1h", "retries", 3));
        Job a = job("a");
        clock.advance(Duration.ofMinutes(1));

        Plan plan = apply(job("key", "a", "every", "1h"), job("key", "b", "every", "2h"), job("key", "c", "cron", "@daily"));

        assertThat(shown(plan)).containsExactly("keep a", "update b {every=[PT1H, PT2H], retries=[3, 0]}",
                "create c {key=[null, c], url=[null, http://127.0.0.1:1/hook], cron=[null, @daily]}");
        assertThat(job("a")).usingRecursiveComparison().isEqualTo(a);
        assertThat(job("b").timing().every()).isEqualTo(Duration.ofHours(2));
        assertThat(job("c").createdAt()).isEqualTo(clock.instant());
    }

    @Test
    void the_second_time_nothing_is_written() {
        List<DeclaredJobs.Entry> entries = IntStream.range(0, 50).mapToObj(i -> new RandomDrafts(i).next(i)).map(SyncTest::entry).toList();
        Document document = new Document(entries, List.of(queue("reports", 3, "100/m")), List.of());
        sync.apply(caller, document, true);
        Map<String, Job> before = all();
        int told = told().size();
        clock.advance(Duration.ofDays(1));

        Plan again = sync.apply(caller, document, true);

        assertThat(again.isEmpty()).as(() -> shown(again).toString()).isTrue();
        assertThat(all()).usingRecursiveComparison().isEqualTo(before);
        assertThat(told()).hasSize(told);
    }

    @Test
    void what_is_exported_syncs_to_nothing_to_do_whatever_the_jobs_are() {
        RandomDrafts random = new RandomDrafts(Long.getLong("prikke.seed", 20300101));
        List<JobBatches.Entry> made = IntStream.range(0, 300).mapToObj(i -> new JobBatches.Entry(random.next(i), List.of())).toList();
        batches.createAll(caller, made);
        sync.apply(caller, new Document(null, List.of(queue("reports", 1, null), queue("mail", 7, "10/s")), List.of()), false);
        Map<String, Job> before = all();
        clock.advance(Duration.ofDays(3000));

        Document exported = exported();
        Plan plan = sync.apply(caller, exported, true);

        assertThat(exported.jobs()).hasSize(300);
        assertThat(plan.isEmpty()).as(() -> shown(plan).stream().filter(step -> !step.startsWith("keep")).toList().toString()).isTrue();
        assertThat(all()).usingRecursiveComparison().isEqualTo(before);
    }

    @Test
    void what_is_exported_makes_the_same_jobs_elsewhere() {
        batches.createAll(caller, List.of(
                new JobBatches.Entry(TestDraft.of("key", "a", "cron", "0 3 * * *", "timezone", "Europe/Oslo", "retries", 2, "body", ""), List.of()),
                new JobBatches.Entry(TestDraft.of("key", "b", "every", "90s", "enabled", false, "tags", List.of("x")), List.of())));
        Document exported = exported();
        Caller other = TestOrganization.in(on.database()).member();

        sync.apply(other, exported, false);

        assertThat(sync.export(other).jobs().next()).isEqualTo(sync.export(caller).jobs().next()).hasSize(2);
    }

    @Test
    void a_fault_changes_nothing_at_all_and_every_fault_of_every_part_is_named_by_its_place() {
        apply(job("key", "there", "every", "1h"));
        int told = told().size();

        ProblemException refused = refused(() -> sync.apply(caller, new Document(
                List.of(
                        at("jobs[0]", "key", "there", "every", "2h"),
                        at("jobs[1]", "key", "x", "cron", "* * *", "retries", 99),
                        at("jobs[2]", "every", "1h"),
                        at("jobs[3]", "key", "there", "every", "1h"),
                        at("jobs[4]", "key", "Upper", "delay", "5m"),
                        at("jobs.five", "key", "five"),
                        new DeclaredJobs.Entry("jobs[6]", TestDraft.of("key", "y", "every", "1h"), List.of(new Fault("retries", "wrong_type", "must be a number")))),
                List.of(queue("Bad", 0, "often"), queue("good", 1, null), new DeclaredQueues.Entry("queues[2]", "good", new QueueDraft(1, null), List.of())),
                List.of(new Fault("chanels", "unknown_field", "There is no such field."))), false));

        assertThat(refused.kind()).isEqualTo(Kind.INVALID);
        assertThat(refused.faults()).extracting(Fault::field).containsExactlyInAnyOrder(
                "chanels", "jobs[1].cron", "jobs[1].retries", "jobs[2].key", "jobs[3].key", "jobs[4].key", "jobs[4].delay", "jobs.five.cron",
                "jobs[6].retries", "queues.Bad.name", "queues.Bad.concurrency", "queues.Bad.rate", "queues[2].name");
        assertThat(all()).containsOnlyKeys("there");
        assertThat(job("there").timing().every()).isEqualTo(Duration.ofHours(1));
        assertThat(told()).hasSize(told);
    }

    @Test
    void prune_deletes_what_a_sync_made_and_nothing_else() {
        jobs.create(caller, TestDraft.of("key", "by-hand", "every", "1h"));
        jobs.create(caller, TestDraft.of("every", "1h"));
        sync.apply(caller, new Document(
                List.of(at("jobs[0]", "key", "synced", "every", "1h"), at("jobs[1]", "key", "kept", "every", "1h"), at("jobs[2]", "key", "by-hand", "every", "3h")),
                List.of(queue("lane", 2, null), queue("spare", 1, null)), List.of()), false);
        Document smaller = new Document(List.of(at("jobs[0]", "key", "kept", "every", "1h")), List.of(queue("lane", 2, null)), List.of());

        assertThat(shown(sync.apply(caller, smaller, false))).containsExactly("keep lane", "keep kept");
        assertThat(shown(sync.apply(caller, smaller, true))).containsExactly("keep lane", "delete spare", "keep kept", "delete synced");
        assertThat(all()).containsOnlyKeys("by-hand", "kept", "null");
        assertThat(sync.export(caller).queues()).extracting(Queue::name).containsExactly("lane");
    }

    @Test
    void a_job_that_was_deleted_and_made_anew_by_hand_is_no_syncs_any_more() {
        apply(job("key", "a", "every", "1h"));
        jobs.delete(caller, "a");
        jobs.create(caller, TestDraft.of("key", "a", "every", "1h"));

        sync.apply(caller, new Document(List.of(), null, List.of()), true);

        assertThat(all()).containsOnlyKeys("a");
    }

    @Test
    void a_part_that_the_document_leaves_out_is_left_alone() {
        apply(job("key", "a", "every", "1h"));

        Plan plan = sync.apply(caller, new Document(null, List.of(queue("lane", 1, null)), List.of()), true);

        assertThat(shown(plan)).containsExactly("create lane {concurrency=[null, 1], paused=[null, false]}");
        assertThat(all()).containsOnlyKeys("a");
        assertThat(refused(() -> sync.apply(caller, new Document(null, null, List.of()), true)).faults()).extracting(Fault::field).containsExactly("jobs");
    }

    @Test
    void a_dry_run_says_the_same_and_does_nothing() {
        apply(job("key", "a", "every", "1h"), job("key", "gone", "every", "1h"));
        Map<String, Job> before = all();
        Document document = new Document(List.of(at("jobs[0]", "key", "a", "every", "2h"), at("jobs[1]", "key", "b", "every", "1h")), null, List.of());

        Plan planned = sync.plan(caller, document, true);

        assertThat(all()).usingRecursiveComparison().isEqualTo(before);
        assertThat(shown(planned)).isEqualTo(shown(sync.apply(caller, document, true))).hasSize(3);
    }

    @Test
    void a_credential_that_is_to_stay_unchanged_stays_and_is_refused_where_there_is_none() {
        apply(job("key", "a", "every", "1h", "headers", Map.of("Authorization", "Bearer s3cret")));
        Job before = job("a");

        assertThat(apply(job("key", "a", "every", "1h", "headers", Map.of("Authorization", "<unchanged>"))).isEmpty()).isTrue();
        assertThat(apply(job("key", "a", "every", "1h", "headers", Map.of("Authorization", "Bearer s3cret"))).isEmpty()).isTrue();
        apply(job("key", "a", "every", "1h", "headers", Map.of("authorization", "<unchanged>", "X", "<unchanged>")));
        assertThat(job("a").delivery().call().headers()).containsEntry("authorization", before.delivery().call().headers().get("Authorization"))
                .containsEntry("X", "<unchanged>");

        ProblemException refused = refused(() -> apply(
                at("jobs[0]", "key", "new", "every", "1h", "headers", Map.of("Authorization", "<unchanged>")),
                at("jobs[1]", "key", "a", "every", "1h", "headers", Map.of("X-Api-Key", "<unchanged>", "Authorization", "********"))));
        assertThat(refused.faults()).extracting(Fault::field)
                .containsExactlyInAnyOrder("jobs[0].headers.Authorization", "jobs[1].headers.X-Api-Key", "jobs[1].headers.Authorization");
        assertThat(refused.faults().toString()).contains("there is no job of this key yet");
    }

    @Test
    void no_credential_is_shown_in_a_plan_nor_told_in_the_log() {
        Plan made = apply(job("key", "a", "every", "1h", "url", "http://x/?token=t0ps3cret", "headers", Map.of("Authorization", "Bearer s3cret")));
        Plan changed = apply(job("key", "a", "every", "1h", "url", "http://x/?token=0th3r", "headers", Map.of("Authorization", "Bearer n3w")));

        assertThat(shown(made).toString() + shown(changed) + told()).doesNotContain("s3cret", "t0ps3cret", "0th3r", "n3w");
        assertThat(shown(changed)).singleElement().asString().contains("headers.Authorization=[********, ********]", "url=");
    }

    @Test
    void what_the_document_leaves_out_takes_its_default_also_where_somebody_changed_it_by_hand() {
        apply(job("key", "a", "every", "1h"));
        jobs.pause(caller, "a");

        assertThat(shown(apply(job("key", "a", "every", "1h")))).containsExactly("update a {enabled=[false, true]}");
        assertThat(shown(apply(job("key", "a", "every", "1h", "enabled", false)))).containsExactly("update a {enabled=[true, false]}");
    }

    @Test
    void each_change_is_told_in_the_log() {
        apply(job("key", "a", "every", "1h"), job("key", "b", "every", "1h"));
        clock.advance(Duration.ofSeconds(1));
        Document next = new Document(List.of(at("jobs[0]", "key", "a", "every", "2h")), List.of(queue("lane", 2, null)), List.of());
        sync.apply(caller, next, true);

        assertThat(told()).extracting(entry -> entry.action() + " " + entry.subject().name())
                .containsExactlyInAnyOrder("job.create a", "job.create b", "job.update a", "job.delete b", "queue.set lane");
        assertThat(told().stream().filter(entry -> entry.action().equals("job.update")).findFirst().orElseThrow().changes())
                .containsExactly(Map.entry("every", new Change("PT1H", "PT2H")));
    }

    @Test
    void syncs_and_edits_of_the_same_jobs_at_once_all_come_through() {
        List<DeclaredJobs.Entry> up = IntStream.range(0, 30).mapToObj(i -> at("jobs[" + i + "]", "key", "k" + i, "every", "1h")).toList();
        List<DeclaredJobs.Entry> down = IntStream.range(0, 30).mapToObj(i -> at("jobs[" + i + "]", "key", "k" + (29 - i), "every", "2h")).toList();
        List<CompletableFuture<?>> racing = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (List<DeclaredJobs.Entry> each : List.of(up, down, up, down)) {
                racing.add(CompletableFuture.supplyAsync(() -> sync.apply(caller, new Document(each, null, List.of()), true), threads));
            }
            racing.add(CompletableFuture.supplyAsync(() -> jobs.replace(caller, "k7", TestDraft.of("every", "3h")), threads));
        }

        racing.forEach(CompletableFuture::join);
        assertThat(all()).hasSize(30);
        assertThat(sync.apply(caller, new Document(up, null, List.of()), true).jobs()).hasSize(30);
        assertThat(all().values()).allSatisfy(job -> assertThat(job.timing().every()).isEqualTo(Duration.ofHours(1)));
    }

    @Test
    void who_only_reads_may_export_and_neither_sync_nor_try() {
        Caller viewer = organization.as(Role.VIEWER);
        Document document = new Document(List.of(), null, List.of());

        assertThat(sync.export(viewer).jobs().next()).isEmpty();
        assertThat(refused(() -> sync.apply(viewer, document, false)).kind()).isEqualTo(Kind.FORBIDDEN);
        assertThat(refused(() -> sync.plan(viewer, document, false)).kind()).isEqualTo(Kind.FORBIDDEN);
    }

    @Test
    void the_jobs_of_other_organizations_are_none_of_its_business() {
        Caller other = TestOrganization.in(on.database()).member();
        sync.apply(other, new Document(List.of(at("jobs[0]", "key", "a", "every", "1h")), List.of(queue("lane", 1, null)), List.of()), false);

        assertThat(shown(sync.apply(caller, new Document(List.of(at("jobs[0]", "key", "a", "every", "2h")), List.of(), List.of()), true)))
                .singleElement().asString().startsWith("create a");
        assertThat(jobs.get(other, "a").timing().every()).isEqualTo(Duration.ofHours(1));
    }

    private Plan apply(DeclaredJobs.Entry... entries) {
        return sync.apply(caller, new Document(List.of(entries), null, List.of()), false);
    }

    private static DeclaredJobs.Entry job(@Nullable Object... namesAndValues) {
        return entry(TestDraft.of(namesAndValues));
    }

    private static DeclaredJobs.Entry at(String path, @Nullable Object... namesAndValues) {
        return new DeclaredJobs.Entry(path, TestDraft.of(namesAndValues), List.of());
    }

    private static DeclaredJobs.Entry entry(JobDraft draft) {
        return new DeclaredJobs.Entry("jobs." + draft.key(), draft, List.of());
    }

    private static DeclaredQueues.Entry queue(String name, int concurrency, @Nullable String rate) {
        return new DeclaredQueues.Entry("queues." + name, name, new QueueDraft(concurrency, rate), List.of());
    }

    private Document exported() {
        Sync.Export export = sync.export(caller);
        List<DeclaredJobs.Entry> entries = new ArrayList<>();
        for (List<JobDraft> some = export.jobs().next(); !some.isEmpty(); some = export.jobs().next()) some.forEach(draft -> entries.add(entry(draft)));
        List<DeclaredQueues.Entry> lanes = export.queues().stream()
                .map(q -> queue(q.name(), q.concurrency(), q.rate() == null ? null : q.rate().text()))
                .toList();
        return new Document(entries, lanes, List.of());
    }

    private Job job(String key) {
        return jobs.get(caller, key);
    }

    private Map<String, Job> all() {
        return jobs.list(caller, new JobFilter(null, null, null, null, null, 2000)).stream()
                .collect(Collectors.toMap(job -> String.valueOf(job.key()), Function.identity()));
    }

    private List<AuditEntry> told() {
        return log.list(organization.as(Role.ADMIN), new AuditFilter(null, null, null, List.of(), null, 200)).items();
    }

    private static List<String> shown(Plan plan) {
        return Stream.concat(plan.queues().stream().map(SyncTest::shown), plan.jobs().stream().map(SyncTest::shown)).toList();
    }

    private static String shown(JobStep step) {
        return switch (step) {
            case JobStep.Creation creation -> "create " + step.job().key() + " " + fields(step.changes().fields());
            case JobStep.Update update -> "update " + step.job().key() + " " + fields(step.changes().fields());
            case JobStep.Deletion deletion -> "delete " + step.job().key();
            case JobStep.Nothing nothing -> "keep " + step.job().key();
        };
    }

    private static String shown(QueueStep step) {
        if (step.before() == null) return "create " + step.name() + " " + fields(step.changes().fields());
        if (step.after() == null) return "delete " + step.name();
        return step.changes().isEmpty() ? "keep " + step.name() : "update " + step.name() + " " + fields(step.changes().fields());
    }

    private static String fields(Map<String, Change> changes) {
        return changes.entrySet().stream()
                .map(change -> change.getKey() + "=[" + change.getValue().before() + ", " + change.getValue().after() + "]")
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static ProblemException refused(ThrowingCallable call) {
        ProblemException refused = catchThrowableOfType(ProblemException.class, call);
        assertThat(refused).isNotNull();
        return refused;
    }
}
