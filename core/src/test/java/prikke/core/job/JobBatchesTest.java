package prikke.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
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
import prikke.core.account.Caller;
import prikke.core.account.Role;
import prikke.core.account.TestOrganization;
import prikke.core.crypto.TestVault;
import prikke.core.db.Dialect;
import prikke.core.db.TestDatabase;
import prikke.core.job.JobBatches.Entry;
import prikke.core.job.JobBatches.Made;
import prikke.core.job.JobBatches.Refused;
import prikke.core.job.JobBatches.Result;

/** Many jobs at once, without anything that runs them. */
@ParameterizedClass
@EnumSource(Dialect.class)
@Timeout(60)
class JobBatchesTest {
    private final TestDatabase on;
    private final Jobs jobs;
    private final JobBatches batches;
    private final TestOrganization organization;
    private final Caller caller;

    JobBatchesTest(Dialect dialect) {
        on = TestDatabase.of(dialect);
        SettableClock clock = new SettableClock(Instant.parse("2030-01-01T00:00:00.500Z"));
        jobs = new Jobs(on.database(), clock, new IdleExecutor(), TestVault.SEALS);
        batches = new JobBatches(on.database(), clock, new IdleExecutor(), TestVault.SEALS);
        organization = TestOrganization.in(on.database());
        caller = organization.member();
    }

    @AfterEach
    void close() {
        jobs.close();
        on.close();
    }

    @Test
    void all_are_made_in_their_order_and_read_back_as_they_were_made() {
        List<Jobs.Created> made = batches.createAll(caller, IntStream.range(0, JobBatches.MOST)
                .mapToObj(i -> i % 2 == 0 ? entry("key", "k" + (JobBatches.MOST - i), "every", "1h", "tags", List.of("t" + i)) : entry())
                .toList());

        assertThat(made).hasSize(JobBatches.MOST);
        assertThat(made.get(2).job().key()).isEqualTo("k" + (JobBatches.MOST - 2));
        assertThat(made.get(2).execution()).isNull();
        assertThat(made.get(3).execution()).isNotNull();
        for (int i = 0; i < made.size(); i += 333) {
            Job job = made.get(i).job();
            assertThat(jobs.get(caller, job.id().toString())).usingRecursiveComparison().isEqualTo(job);
        }
    }

    @Test
    void one_that_is_wrong_keeps_all_from_being_made_and_every_fault_of_every_one_is_named() {
        ProblemException refused = refused(() -> batches.createAll(caller, List.of(
                entry("key", "a"), entry("url", "ftp://x/", "retries", 99), entry("key", "a"),
                new Entry(TestDraft.of("cron", "* * *"), List.of(new Fault("retries", "wrong_type", "must be a whole number"))))));

        assertThat(refused.kind()).isEqualTo(Kind.INVALID);
        assertThat(refused.faults()).extracting(Fault::field)
                .containsExactlyInAnyOrder("jobs[1].url", "jobs[1].retries", "jobs[2].key", "jobs[3].retries", "jobs[3].cron");
        assertThat(all()).isEmpty();
    }

    @Test
    void a_key_that_is_taken_keeps_all_from_being_made() {
        jobs.create(caller, TestDraft.of("key", "b"));

        ProblemException refused = refused(() -> batches.createAll(caller, List.of(entry("key", "a"), entry("key", "b"))));

        assertThat(refused.kind()).isEqualTo(Kind.CONFLICT);
        assertThat(refused.code()).isEqualTo("key_taken");
        assertThat(refused.getMessage()).contains(" keys b;");
        assertThat(all()).containsExactly("b");
    }

    @Test
    void where_each_stands_alone_the_good_ones_are_made_and_the_others_are_told_why_not() {
        jobs.create(caller, TestDraft.of("key", "b"));

        List<Result> results = batches.createEach(caller, List.of(
                entry("key", "a"), entry("key", "b"), entry("url", "no"), entry("key", "a"), entry("key", "c")));

        assertThat(results).map(JobBatchesTest::shown).containsExactly("made a", "key_taken", "invalid url", "invalid key", "made c");
        assertThat(all()).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void another_organization_may_have_the_same_keys() {
        batches.createAll(TestOrganization.in(on.database()).member(), List.of(entry("key", "a")));

        assertThat(batches.createAll(caller, List.of(entry("key", "a")))).hasSize(1);
    }

    @Test
    void an_empty_batch_one_of_too_many_and_one_by_somebody_who_only_reads_are_refused() {
        List<Entry> many = Collections.nCopies(JobBatches.MOST + 1, entry());

        assertThat(refused(() -> batches.createAll(caller, List.of())).faults()).extracting(Fault::field).containsExactly("jobs");
        assertThat(refused(() -> batches.createEach(caller, many)).faults()).extracting(Fault::field).containsExactly("jobs");
        assertThat(refused(() -> batches.createEach(organization.as(Role.VIEWER), List.of(entry()))).kind()).isEqualTo(Kind.FORBIDDEN);
        assertThat(all()).isEmpty();
    }

    @Test
    void batches_that_want_the_same_keys_in_another_order_each_get_an_answer() {
        List<Entry> up = IntStream.range(0, 60).mapToObj(i -> entry("key", "k" + i)).toList();
        List<Entry> down = new ArrayList<>(up).reversed();
        List<CompletableFuture<List<Result>>> racing = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (List<Entry> batch : List.of(up, down, up, down)) {
                racing.add(CompletableFuture.supplyAsync(() -> batches.createEach(caller, batch), threads));
            }
        }

        List<Result> results = racing.stream().flatMap(each -> each.join().stream()).toList();
        assertThat(results).filteredOn(result -> result instanceof Made).hasSize(60);
        assertThat(results).filteredOn(result -> result instanceof Refused).hasSize(180).allSatisfy(result ->
                assertThat(shown(result)).isEqualTo("key_taken"));
        assertThat(all()).hasSize(60);
    }

    private static Entry entry(@Nullable Object... namesAndValues) {
        return new Entry(TestDraft.of(namesAndValues), List.of());
    }

    private List<String> all() {
        return jobs.list(caller, new JobFilter(null, null, null, null, null, 2000)).stream().map(Job::label).toList();
    }

    private static String shown(Result result) {
        return switch (result) {
            case Made(Jobs.Created(Job job, var execution)) -> "made " + job.key();
            case Refused(ProblemException problem) -> problem.faults().isEmpty()
                    ? problem.code()
                    : problem.code() + " " + problem.faults().getFirst().field();
        };
    }

    private static ProblemException refused(ThrowingCallable call) {
        ProblemException refused = catchThrowableOfType(ProblemException.class, call);
        assertThat(refused).isNotNull();
        return refused;
    }
}
