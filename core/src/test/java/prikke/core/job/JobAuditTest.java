package prikke.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import prikke.core.ProblemException;
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

/** What the audit log tells of jobs. */
@ParameterizedClass
@EnumSource(Dialect.class)
class JobAuditTest {
    private final TestDatabase on;
    private final SettableClock clock = new SettableClock(Instant.parse("2030-01-01T00:00:00Z"));
    private final Jobs jobs;
    private final JobBatches batches;
    private final Caller caller;
    private final Caller admin;
    private final AuditLog log;

    JobAuditTest(Dialect dialect) {
        on = TestDatabase.of(dialect);
        jobs = new Jobs(on.database(), clock, new IdleExecutor(), TestVault.SEALS);
        batches = new JobBatches(on.database(), clock, new IdleExecutor(), TestVault.SEALS);
        TestOrganization organization = TestOrganization.in(on.database());
        caller = organization.member();
        admin = organization.as(Role.ADMIN);
        log = new AuditLog(on.database(), clock);
    }

    @AfterEach
    void close() {
        jobs.close();
        on.close();
    }

    @Test
    void a_new_job_is_told_with_what_was_stated() {
        Job job = create("key", "nightly", "cron", "0 3 * * *", "retries", 3);

        assertThat(only()).satisfies(entry -> {
            assertThat(entry.action()).isEqualTo("job.create");
            assertThat(entry.actor()).isEqualTo(caller.actor());
            assertThat(entry.subject()).isEqualTo(job.subject());
            assertThat(entry.changes()).containsOnly(
                    Map.entry("key", new Change(null, "nightly")),
                    Map.entry("url", new Change(null, "http://127.0.0.1:1/hook")),
                    Map.entry("cron", new Change(null, "0 3 * * *")),
                    Map.entry("retries", new Change(null, 3)));
        });
    }

    @Test
    void an_edit_is_told_field_by_field_as_it_was_and_as_it_is() {
        create("key", "nightly", "cron", "0 3 * * *", "headers", Map.of("X-Trace", "on", "X-Gone", "1"), "body", "{}");
        clock.advance(Duration.ofSeconds(1));
        jobs.update(caller, "nightly", draft -> TestDraft.with(
                draft, "cron", "0 4 * * *", "retries", 3, "headers", Map.of("X-Trace", "off"), "body", "[1]", "queue", "reports"));

        assertThat(newest().changes()).containsOnly(
                Map.entry("cron", new Change("0 3 * * *", "0 4 * * *")),
                Map.entry("retries", new Change(0, 3)),
                Map.entry("headers.X-Trace", new Change("on", "off")),
                Map.entry("headers.X-Gone", new Change("1", null)),
                Map.entry("body", new Change("2 bytes", "3 bytes")),
                Map.entry("queue", new Change(null, "reports")));
    }

    @Test
    void no_credential_gets_into_the_log() {
        create("key", "nightly", "every", "1h", "url", "https://example.com/a?access_token=t0ps3cret&page=2",
                "headers", Map.of("Authorization", "Bearer s3cr3t", "x-api-KEY", "k3y", "Cookie", "c00kie", "X-Plain", "shown"));
        clock.advance(Duration.ofSeconds(1));
        jobs.update(caller, "nightly", draft -> TestDraft.with(draft, "url", "https://example.com/a?access_token=n3w&page=2",
                "headers", Map.of("Authorization", "Bearer 0th3r", "X-Plain", "shown")));

        assertThat(entries().toString())
                .contains("https://example.com/a?access_token=********&page=2", "headers.Authorization", "shown")
                .doesNotContain("t0ps3cret", "n3w", "s3cr3t", "0th3r", "k3y", "c00kie");
        assertThat(newest().changes()).as("that it changed is told all the same").containsEntry("headers.Authorization",
                new Change(SensitiveHeaders.MASK, SensitiveHeaders.MASK)).containsEntry("headers.Cookie", new Change(SensitiveHeaders.MASK, null))
                .containsKey("url").doesNotContainKey("headers.X-Plain");
    }

    @Test
    void holding_releasing_and_deleting_are_told_by_their_names() {
        create("key", "nightly", "every", "1h");
        step(() -> jobs.pause(caller, "nightly"));
        step(() -> jobs.pause(caller, "nightly"));
        step(() -> jobs.resume(caller, "nightly"));
        step(() -> jobs.replace(caller, "nightly", TestDraft.of("every", "2h")));
        step(() -> jobs.delete(caller, "nightly"));

        assertThat(entries()).extracting(AuditEntry::action)
                .containsExactly("job.delete", "job.update", "job.resume", "job.pause", "job.create");
        assertThat(entries().get(3).changes()).containsExactly(Map.entry("enabled", new Change(true, false)));
    }

    @Test
    void each_job_of_a_batch_is_told_and_none_that_was_refused() {
        create("key", "taken", "every", "1h");
        clock.advance(Duration.ofSeconds(1));
        batches.createEach(caller, List.of(entry("key", "a"), entry("key", "taken"), entry("key", "b"), entry("key", "NO")));

        assertThat(entries()).extracting(entry -> entry.subject().name()).containsExactlyInAnyOrder("a", "b", "taken");
    }

    @Test
    void what_was_refused_is_not_told() {
        create("key", "nightly", "every", "1h");

        assertThat(catchThrowable(() -> create("key", "nightly", "every", "2h"))).isInstanceOf(ProblemException.class);
        assertThat(catchThrowable(() -> jobs.update(caller, "nightly", d -> TestDraft.with(d, "retries", 99)))).isInstanceOf(ProblemException.class);
        assertThat(entries()).hasSize(1);
    }

    private void step(Runnable step) {
        clock.advance(Duration.ofSeconds(1));
        step.run();
    }

    private static JobBatches.Entry entry(@Nullable Object... namesAndValues) {
        return new JobBatches.Entry(TestDraft.with(TestDraft.of(namesAndValues), "every", "1h"), List.of());
    }

    private Job create(@Nullable Object... namesAndValues) {
        return jobs.create(caller, TestDraft.of(namesAndValues)).job();
    }

    private AuditEntry only() {
        assertThat(entries()).hasSize(1);
        return newest();
    }

    private AuditEntry newest() {
        return entries().getFirst();
    }

    private List<AuditEntry> entries() {
        return log.list(admin, new AuditFilter(null, null, null, List.of(), null, 50)).items();
    }
}
