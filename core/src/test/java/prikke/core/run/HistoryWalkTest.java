package prikke.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.jooq.Select;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import prikke.core.account.TestOrganization;
import prikke.core.db.Dialect;
import prikke.core.db.TestDatabase;

/** H2 reads all of a history to sort it unless it is asked in the very order of an index. PostgreSQL sees that by itself. */
class HistoryWalkTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final TestDatabase on = TestDatabase.of(Dialect.H2);
    private final UUID org = TestOrganization.in(on.database()).member().org();
    private final UUID job = UUID.randomUUID();

    HistoryWalkTest() {
        on.database().run(tx -> {
            tx.sql().execute("insert into ended_executions (id, org_id, job_id, revision_id, trigger_kind, status, scheduled_for, finished_at, attempts,"
                    + " max_attempts, priority) select random_uuid(), cast('" + org + "' as uuid), cast('" + job + "' as uuid), random_uuid(), 'once',"
                    + " 'success', current_timestamp, current_timestamp, 1, 1, 5 from system_range(1, 2000)");
            tx.sql().execute("analyze");
        });
    }

    @AfterEach
    void close() {
        on.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_page_of_an_organizations_history_and_of_a_jobs_is_a_walk_along_an_index(boolean earliestFirst) {
        for (UUID of : new UUID[] {null, job}) {
            ExecutionFilter filter = new ExecutionFilter(of, null, null, null, null, null, earliestFirst, null, 50);
            assertThat(plan(filter)).as("of %s", of).contains("index sorted");
        }
    }

    @Test
    void so_it_is_where_it_is_gone_on_with() {
        ExecutionFilter filter = new ExecutionFilter(null, null, null, NOW, null, null, false, UUID.randomUUID(), 50);
        assertThat(plan(filter)).contains("index sorted");
    }

    @Test
    void so_it_is_where_only_those_are_wanted_that_ended_in_one_way() {
        ExecutionFilter filter = new ExecutionFilter(null, ExecutionStatus.TIMEOUT, null, null, null, null, false, null, 50);
        assertThat(plan(filter)).contains("index sorted", "ended_executions_status");
    }

    @ParameterizedTest
    @EnumSource(value = ExecutionStatus.class, names = {"FAILED", "TIMEOUT", "MISSED"})
    void what_is_to_be_replayed_is_found_among_what_went_wrong_alone(ExecutionStatus status) {
        for (UUID of : new UUID[] {null, job}) {
            ExecutionFilter filter = new ExecutionFilter(of, status, null, NOW, NOW, null, 50);
            Failures.Alike alike = new Failures.Alike(of, status, "http_status", 500);
            assertThat(plan(ReplayStore.candidates(org, status, filter, null, 50))).as("of %s", of).contains("index sorted", "ended_executions_status");
            assertThat(plan(ReplayStore.candidates(org, status, filter, alike, 50))).as("of %s", of).contains("index sorted", "ended_executions_status");
        }
    }

    private String plan(ExecutionFilter filter) {
        return on.database().read(tx -> plan(HistoryStore.endedPage(tx, org, filter)));
    }

    private String plan(Select<?> query) {
        return on.database().read(tx -> String.join("\n", tx.sql().fetch("explain " + tx.sql().renderInlined(query)).getValues(0, String.class)));
    }
}
