package prikke.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static prikke.core.db.schema.Tables.JOB_REVISIONS;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import prikke.core.ProblemException;
import prikke.core.SettableClock;
import prikke.core.account.Caller;
import prikke.core.account.TestOrganization;
import prikke.core.crypto.EncryptionKey;
import prikke.core.crypto.KeyRegistry;
import prikke.core.crypto.Resealing;
import prikke.core.crypto.SealBrokenException;
import prikke.core.crypto.Sealed;
import prikke.core.crypto.Vault;
import prikke.core.crypto.WrongKeyException;
import prikke.core.db.Dialect;
import prikke.core.db.JsonText;
import prikke.core.db.TestDatabase;

/** Credentials among the headers of jobs: what of them lies in the database, and what edits make of them. */
@ParameterizedClass
@EnumSource(Dialect.class)
class SealedHeadersTest {
    private static final String MASK = SensitiveHeaders.MASK;

    private final TestDatabase on;
    private final SettableClock clock = new SettableClock(Instant.parse("2030-01-01T00:00:00Z"));
    private final EncryptionKey first = EncryptionKey.random();
    private final EncryptionKey second = EncryptionKey.random();
    private final List<Jobs> open = new ArrayList<>();
    private final Caller caller;
    private final Jobs jobs;

    SealedHeadersTest(Dialect dialect) {
        on = TestDatabase.of(dialect);
        caller = TestOrganization.in(on.database()).member();
        jobs = jobs(vault(first));
    }

    private Jobs jobs(Vault vault) {
        Jobs made = new Jobs(on.database(), clock, new IdleExecutor(), new HeaderSeals(vault));
        open.add(made);
        return made;
    }

    @AfterEach
    void close() {
        open.forEach(Jobs::close);
        on.close();
    }

    @Test
    void credentials_are_stored_sealed_and_the_rest_as_it_is() {
        Job job = create("k", Map.of("Authorization", "Bearer s3cret", "x-api-KEY", "s3cret-2", "X-Plain", "to be read"));

        assertThat(stored()).doesNotContain("s3cret").contains("to be read", "v1:" + first.id());
        assertThat(job.delivery().call().headers().toString()).doesNotContain("s3cret");
        assertThat(sent(job, first)).containsEntry("Authorization", "Bearer s3cret").containsEntry("x-api-KEY", "s3cret-2");
        assertThat(sent(jobs.get(caller, "k"), first)).isEqualTo(sent(job, first));
    }

    @Test
    void an_edit_that_sends_the_mask_back_keeps_the_value() {
        Job before = create("k", Map.of("Authorization", "Bearer s3cret", "X-Plain", "a"));

        Job replaced = jobs.replace(caller, "k", draft("k", Map.of("AUTHORIZATION", MASK, "X-Plain", "b"))).job();
        Job patched = jobs.update(caller, "k", draft -> {
            assertThat(draft.headers()).containsEntry("AUTHORIZATION", MASK);
            return TestDraft.with(draft, "name", "patched");
        });

        assertThat(sent(replaced, first)).containsEntry("AUTHORIZATION", "Bearer s3cret").containsEntry("X-Plain", "b");
        assertThat(sent(patched, first)).isEqualTo(sent(replaced, first));
        assertThat(patched.revision()).as("nothing of the request has changed").isEqualTo(replaced.revision());
        assertThat(before.revision()).isNotEqualTo(replaced.revision());
    }

    @Test
    void the_same_value_sent_again_changes_nothing_and_another_takes_its_place() {
        Job before = create("k", Map.of("Cookie", "a=1"));

        Job same = jobs.replace(caller, "k", draft("k", Map.of("Cookie", "a=1"))).job();
        Job other = jobs.replace(caller, "k", draft("k", Map.of("Cookie", "a=2"))).job();

        assertThat(same.revision()).isEqualTo(before.revision());
        assertThat(other.revision()).isNotEqualTo(before.revision());
        assertThat(sent(other, first)).containsEntry("Cookie", "a=2");
    }

    @Test
    void a_mask_that_stands_for_nothing_is_refused() {
        create("k", Map.of("Cookie", "a=1"));

        for (JobDraft draft : List.of(draft("new", Map.of("Authorization", MASK)), draft("k", Map.of("Authorization", MASK)))) {
            ProblemException problem =
                    catchThrowableOfType(ProblemException.class, () -> jobs.replace(caller, String.valueOf(draft.key()), draft));
            assertThat(problem.faults()).singleElement().satisfies(fault -> {
                assertThat(fault.field()).isEqualTo("headers.Authorization");
                assertThat(fault.message()).contains("mask");
            });
        }
    }

    @Test
    void a_value_moved_to_another_organizations_job_does_not_open() {
        Job mine = create("k", Map.of("Authorization", "Bearer s3cret"));
        HttpCall call = mine.delivery().call();
        HeaderSeals seals = new HeaderSeals(vault(first));

        assertThatThrownBy(() -> seals.opened(call, UUID.randomUUID(), mine.id())).isInstanceOf(SealBrokenException.class);
        assertThatThrownBy(() -> seals.opened(call, mine.org(), UUID.randomUUID())).isInstanceOf(SealBrokenException.class);
    }

    @Test
    void what_was_stored_before_there_was_encryption_is_sent_as_it_is_and_sealed_step_by_step() {
        for (int i = 0; i < 3; i++) create("k" + i, Map.of("Authorization", "x", "X-Plain", "p"));
        on.database().run(tx -> tx.sql().update(JOB_REVISIONS)
                .set(JOB_REVISIONS.HEADERS, JsonText.of(Map.of("Authorization", "v1:plain s3cret")))
                .execute());
        assertThat(sent(jobs.get(caller, "k1"), first)).containsEntry("Authorization", "v1:plain s3cret");

        assertThat(reseal(vault(first))).isTrue();

        assertThat(stored()).doesNotContain("s3cret");
        assertThat(sent(jobs.get(caller, "k1"), first)).containsEntry("Authorization", "v1:plain s3cret");
    }

    @Test
    void a_rotation_seals_more_than_a_step_anew_and_then_the_old_key_may_go() {
        var batches = new JobBatches(on.database(), clock, new IdleExecutor(), new HeaderSeals(vault(first)));
        var entries = new ArrayList<JobBatches.Entry>();
        for (int i = 0; i < 501; i++) entries.add(new JobBatches.Entry(draft("k" + i, Map.of("Authorization", "Bearer " + i)), List.of()));
        batches.createAll(caller, entries);
        assertThat(admit(vault(first))).as("never sealed throughout").isTrue();
        assertThatThrownBy(() -> admit(vault(second))).isInstanceOf(WrongKeyException.class).hasMessageContaining(first.id());

        assertThat(admit(vault(second, first))).as("the old one is still in use").isTrue();
        assertThatThrownBy(() -> admit(vault(second))).as("too early").isInstanceOf(WrongKeyException.class).hasMessageContaining(first.id());
        assertThat(reseal(vault(second, first))).isTrue();

        assertThat(stored()).doesNotContain(first.id());
        assertThat(admit(vault(second))).as("all is sealed under it").isFalse();
        assertThat(new KeyRegistry(on.database(), clock).keyIds()).containsExactly(second.id());
        for (int i : new int[] {0, 250, 500}) {
            assertThat(sent(jobs.get(caller, "k" + i), second)).containsEntry("Authorization", "Bearer " + i);
        }
    }

    @Test
    void a_rotation_that_was_broken_off_goes_on_with_both_keys() {
        create("k", Map.of("Authorization", "Bearer s3cret"));
        admit(vault(first));
        admit(vault(second, first));
        Resealing ended = resealing(vault(second, first));
        ended.close();

        assertThat(ended.run()).as("it was ended").isFalse();
        assertThat(sent(jobs.get(caller, "k"), second, first)).containsEntry("Authorization", "Bearer s3cret");
        assertThat(admit(vault(second, first))).isTrue();
        assertThat(reseal(vault(second, first))).isTrue();
        assertThat(sent(jobs.get(caller, "k"), second)).containsEntry("Authorization", "Bearer s3cret");
    }

    private boolean admit(Vault vault) {
        return new KeyRegistry(on.database(), clock).admit(vault, all(vault));
    }

    private boolean reseal(Vault vault) {
        return resealing(vault).run();
    }

    private Resealing resealing(Vault vault) {
        return new Resealing(on.database(), new KeyRegistry(on.database(), clock), vault, all(vault));
    }

    private static List<Sealed> all(Vault vault) {
        return List.of(new SealedHeaders(vault));
    }

    private static Vault vault(EncryptionKey... ring) {
        return new Vault(List.of(ring));
    }

    private Map<String, String> sent(Job job, EncryptionKey... ring) {
        return new HeaderSeals(vault(ring)).opened(job.delivery().call(), job.org(), job.id()).headers();
    }

    private Job create(String key, Map<String, String> headers) {
        return jobs.create(caller, draft(key, headers)).job();
    }

    private static JobDraft draft(String key, Map<String, String> headers) {
        return TestDraft.of("key", key, "cron", "0 3 * * *", "headers", headers);
    }

    private String stored() {
        return on.database().read(tx -> String.join("\n", tx.sql().select(JOB_REVISIONS.HEADERS).from(JOB_REVISIONS).fetch(JOB_REVISIONS.HEADERS)));
    }
}
