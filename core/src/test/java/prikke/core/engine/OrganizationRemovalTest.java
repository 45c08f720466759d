package prikke.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import prikke.core.ProblemException;
import prikke.core.account.Caller;
import prikke.core.account.ClosedOrganizations;
import prikke.core.account.Role;
import prikke.core.account.TestOrganization;
import prikke.core.db.Dialect;
import prikke.core.job.TestDraft;
import prikke.core.run.ExecutionFilter;
import prikke.core.run.ExecutionStatus;
import prikke.core.run.OrganizationRemoval;

/** What becomes of an organization that is deleted, and of what it had the engine do. */
@ParameterizedClass
@EnumSource(Dialect.class)
@Timeout(120)
class OrganizationRemovalTest {
    private static final List<String> TABLES = List.of("active_executions", "ended_executions", "jobs", "queues", "api_keys", "webhook_secrets");

    private final EngineFixture f;
    private final TestOrganization mine;
    private final Caller owner;
    private final OrganizationRemoval removal;

    OrganizationRemovalTest(Dialect dialect) {
        f = new EngineFixture(dialect);
        mine = TestOrganization.in(f.database());
        owner = mine.owner(f.database());
        removal = new OrganizationRemoval(f.database(), f.clock, f.engine.intake(), () -> {});
    }

    @AfterEach
    void close() {
        f.close();
    }

    @Test
    void once_it_is_answered_nothing_of_it_begins_and_others_go_on() {
        for (int i = 0; i < 250; i++) create("every", "1s", "key", "k" + i);
        for (int i = 0; i < 250; i++) create("delay", "2s");
        create("delay", "1h");
        UUID theirs = f.post("delay", "5s");
        f.run(Duration.ofSeconds(1));
        int before = f.receiver.requests().size();

        removal.delete(owner);
        f.run(Duration.ofSeconds(6));

        assertThat(before).isPositive();
        assertThat(f.receiver.requests()).hasSize(before + 1);
        assertThat(f.execution(theirs).status()).isEqualTo(ExecutionStatus.SUCCESS);
    }

    @Test
    void what_was_failing_is_not_tried_again() {
        f.receiver.answers(request -> Receiver.Answer.of(500));
        create("delay", "1s", "retries", 5, "retryDelay", "1s");
        f.run(Duration.ofSeconds(2));
        int before = f.receiver.requests().size();

        removal.delete(owner);
        f.run(Duration.ofMinutes(1));

        assertThat(before).isPositive();
        assertThat(f.receiver.requests()).hasSize(before);
    }

    @Test
    void in_the_end_nothing_of_it_is_left_but_the_news_of_its_end() {
        for (int i = 0; i < 450; i++) create("delay", "1s");
        create("every", "1h", "key", "later");
        f.run(Duration.ofSeconds(3));
        f.post("delay", "1s");
        f.run(Duration.ofSeconds(2));

        removal.delete(owner);
        finish();
        assertThat(rows("ended_executions")).as("history goes at once").isZero();
        assertThat(rows("jobs")).as("who has read a job before may still be at it").isPositive();
        f.clock.advance(Duration.ofMinutes(61));
        finish();

        assertThat(TABLES).allSatisfy(table -> assertThat(rows(table)).as(table).isZero());
        assertThat(count("organizations", "id")).isZero();
        assertThat(count("audit_entries", "org_id")).isEqualTo(1);
        assertThat(f.executions.list(f.caller, new ExecutionFilter(null, null, null, null, null, null, 9))).hasSize(1);
    }

    @Test
    void what_a_request_brought_in_that_was_let_in_before_is_stopped_too() {
        removal.delete(owner);
        create("every", "1s", "key", "late");
        finish();
        int before = f.receiver.requests().size();
        f.run(Duration.ofSeconds(5));

        assertThat(f.receiver.requests()).hasSize(before);
    }

    @Test
    void a_deletion_that_was_cut_short_goes_on_with_the_next_step() {
        for (int i = 0; i < 450; i++) create("every", "1s", "key", "k" + i);
        ClosedOrganizations closed = new ClosedOrganizations(f.clock);
        f.database().run(tx -> closed.close(tx, owner, f.clock.instant()));

        finish();
        f.run(Duration.ofSeconds(3));

        assertThat(f.receiver.requests()).isEmpty();
    }

    @Test
    void whoever_remembers_keys_is_told_as_soon_as_none_holds() {
        List<Boolean> closedWhenTold = new ArrayList<>();
        ClosedOrganizations closed = new ClosedOrganizations(f.clock);
        Runnable told = () -> closedWhenTold.add(f.database().read(closed::closed).containsKey(mine.id()));

        new OrganizationRemoval(f.database(), f.clock, f.engine.intake(), told).delete(owner);

        assertThat(closedWhenTold).containsExactly(true);
    }

    @Test
    void what_came_in_behind_the_steps_that_stop_it_is_stopped_before_it_is_forgotten() {
        for (int i = 0; i < 250; i++) create("every", "1s", "key", "k" + i);
        ClosedOrganizations closed = new ClosedOrganizations(f.clock);
        f.database().run(tx -> closed.close(tx, owner, f.clock.instant()));
        removal.step(f.clock.instant());
        UUID seen = f.database().read(tx -> tx.sql().fetchSingle(
                "select id from jobs where org_id = {0} and deleted_at is not null order by id limit 1", DSL.val(mine.id())).get(0, UUID.class));
        f.database().run(tx -> tx.sql().execute("update jobs set deleted_at = null where id = {0}", DSL.val(seen)));

        finish();

        assertThat(f.database().<Integer>read(tx -> tx.sql().fetchSingle(
                "select count(*) from jobs where org_id = {0} and deleted_at is null", DSL.val(mine.id())).get(0, Integer.class))).isZero();
    }

    @Test
    void only_an_owner_deletes_it_and_once_only() {
        assertThatThrownBy(() -> removal.delete(mine.as(Role.ADMIN))).isInstanceOf(ProblemException.class).hasMessageContaining("delete the organization");
        removal.delete(owner);
        assertThatThrownBy(() -> removal.delete(owner)).isInstanceOfSatisfying(
                ProblemException.class, e -> assertThat(e.kind()).isEqualTo(ProblemException.Kind.NOT_FOUND));
    }

    private void create(Object... namesAndValues) {
        f.jobs.create(owner, TestDraft.with(TestDraft.of("url", f.receiver.url()), namesAndValues));
    }

    private void finish() {
        for (int steps = 0; removal.step(f.clock.instant()); steps++) assertThat(steps).as("it comes to an end").isLessThan(100);
    }

    private int rows(String table) {
        return count(table, "org_id");
    }

    private int count(String table, String column) {
        return f.database().read(tx -> tx.sql().fetchSingle(
                "select count(*) from " + table + " where " + column + " = {0}", DSL.val(mine.id())).get(0, Integer.class));
    }
}
