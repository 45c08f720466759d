package prikke.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import prikke.core.SettableClock;
import prikke.core.db.Dialect;
import prikke.core.db.TestDatabase;

@ParameterizedClass
@EnumSource(Dialect.class)
class AuditTest {
    private static final Instant T = Instant.parse("2030-01-01T00:00:00Z");
    private static final UUID ORG = UUID.randomUUID();
    private static final Actor ANN = new Actor(UUID.randomUUID(), null, "ann@example.com", "192.0.2.7", "curl/8");
    private static final Actor CI = new Actor(null, UUID.randomUUID(), "ci", null, null);

    private final TestDatabase on;
    private final SettableClock clock = new SettableClock(T);
    private final Audit audit = new Audit(clock);

    AuditTest(Dialect dialect) {
        on = TestDatabase.of(dialect);
    }

    @AfterEach
    void drop() {
        on.close();
    }

    @Test
    void what_is_recorded_is_read_back_with_every_value_as_it_was() {
        Subject job = new Subject("job", UUID.randomUUID(), "nightly \"é\" \uD83C\uDF19");
        Changes changes = Changes.of("timeout", "PT30S", "PT10S")
                .add("retries", 3, 5)
                .add("enabled", true, false)
                .add("tags", List.of("a"), List.of("a", "b,\"c\""))
                .add("queue", null, "reports")
                .add("same", "x", "x");
        record(new Deed(ORG, ANN, Action.JOB_UPDATE, job, changes));

        assertThat(list(filter())).singleElement().satisfies(entry -> {
            assertThat(entry.at()).isEqualTo(T);
            assertThat(entry.actor()).isEqualTo(ANN);
            assertThat(entry.action()).isEqualTo("job.update");
            assertThat(entry.subject()).isEqualTo(job);
            assertThat(entry.changes()).containsExactly(
                    Map.entry("timeout", new Change("PT30S", "PT10S")),
                    Map.entry("retries", new Change(3, 5)),
                    Map.entry("enabled", new Change(true, false)),
                    Map.entry("tags", new Change(List.of("a"), List.of("a", "b,\"c\""))),
                    Map.entry("queue", new Change(null, "reports")));
        });
    }

    @Test
    void what_comes_to_nothing_leaves_no_entry() {
        assertThatThrownBy(() -> on.database().run(tx -> {
            audit.record(tx, deed(ORG, ANN, Action.JOB_DELETE));
            throw new IllegalStateException("the change failed");
        })).hasMessage("the change failed");

        assertThat(list(filter())).isEmpty();
    }

    @Test
    void entries_come_newest_first_and_only_those_of_the_organization() {
        at(0, deed(ORG, ANN, Action.JOB_CREATE));
        at(1, deed(UUID.randomUUID(), ANN, Action.JOB_UPDATE));
        at(2, deed(null, ANN, Action.SESSION_START));
        at(3, deed(ORG, CI, Action.JOB_DELETE));

        assertThat(list(filter())).extracting(AuditEntry::action).containsExactly("job.delete", "job.create");
    }

    @Test
    void they_are_chosen_by_time_by_who_did_it_and_by_what_was_done() {
        at(0, deed(ORG, ANN, Action.JOB_CREATE));
        at(10, deed(ORG, CI, Action.JOB_UPDATE));
        at(20, deed(ORG, CI, Action.QUEUE_SET));

        assertThat(list(filter(T.plusSeconds(10), T.plusSeconds(20), null))).extracting(AuditEntry::action).containsExactly("job.update");
        assertThat(list(filter(null, null, "ANN@example.com"))).extracting(AuditEntry::action).containsExactly("job.create");
        assertThat(list(filter(null, null, String.valueOf(CI.key())))).extracting(AuditEntry::action).containsExactly("queue.set", "job.update");
        assertThat(list(filter(null, null, null, "job"))).extracting(AuditEntry::action).containsExactly("job.update", "job.create");
        assertThat(list(filter(null, null, "ci", "queue.set"))).extracting(AuditEntry::action).containsExactly("queue.set");
    }

    @Test
    void what_has_aged_out_is_forgotten_a_few_at_a_time() {
        for (int second = 0; second < 5; second++) at(second, deed(ORG, ANN, Action.JOB_RUN));

        assertThat(forget(T.plusSeconds(4), 3)).isEqualTo(3);
        assertThat(forget(T.plusSeconds(4), 3)).isEqualTo(1);
        assertThat(forget(T.plusSeconds(4), 3)).isZero();
        assertThat(list(filter())).extracting(AuditEntry::at).containsExactly(T.plusSeconds(4));
    }

    @Test
    void of_an_organization_that_is_no_more_only_the_news_of_its_end_is_kept() {
        at(0, deed(ORG, ANN, Action.JOB_CREATE));
        at(1, deed(ORG, ANN, Action.ORGANIZATION_DELETE));

        assertThat(on.database().<Integer>write(tx -> audit.forgetAll(tx, ORG, 10))).isEqualTo(1);
        assertThat(list(filter())).extracting(AuditEntry::action).containsExactly("organization.delete");
    }

    @Test
    void a_long_value_is_cut_and_never_in_the_middle_of_a_character() {
        record(new Deed(ORG, ANN, Action.JOB_UPDATE, new Subject("job", null, null), Changes.of("url", null, "x".repeat(998) + "\uD83C\uDF19 and on")));

        assertThat(list(filter())).singleElement().satisfies(
                entry -> assertThat(entry.changes()).containsEntry("url", new Change(null, "x".repeat(998) + "…")));
    }

    private void at(int second, Deed deed) {
        clock.set(T.plusSeconds(second));
        record(deed);
    }

    private void record(Deed deed) {
        on.database().run(tx -> audit.record(tx, deed));
    }

    private int forget(Instant before, int most) {
        return on.database().write(tx -> audit.forget(tx, before, most));
    }

    private static Deed deed(@Nullable UUID org, Actor actor, Action action) {
        return new Deed(org, actor, action, new Subject(action.noun(), null, "it"), Changes.none());
    }

    private List<AuditEntry> list(AuditFilter filter) {
        return on.database().read(tx -> audit.list(tx, ORG, filter));
    }

    private static AuditFilter filter() {
        return filter(null, null, null);
    }

    private static AuditFilter filter(@Nullable Instant since, @Nullable Instant until, @Nullable String actor, String... actions) {
        List<Action> all = new ArrayList<>();
        for (String action : actions) all.addAll(Action.named(action));
        return new AuditFilter(since, until, actor, all, null, 50);
    }
}
