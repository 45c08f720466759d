package prikke.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static prikke.core.db.schema.Tables.JOBS;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import prikke.core.db.Dialect;

/** The steps in which an organization's jobs go. */
@ParameterizedClass
@EnumSource(Dialect.class)
class RemovalStoreTest {
    private static final UUID FIRST = new UUID(0, 0);

    private final QueueFixture f;
    private final RemovalStore store = new RemovalStore();

    RemovalStoreTest(Dialect dialect) {
        f = new QueueFixture(dialect);
    }

    @AfterEach
    void close() {
        f.close();
    }

    private @Nullable UUID hide(UUID after) {
        return f.database().<Hidden>write(tx -> new Hidden(store.hideJobs(tx, f.caller.org(), after, QueueFixture.T, 2))).last();
    }

    private record Hidden(@Nullable UUID last) {}

    private List<UUID> left() {
        return f.write(tx -> tx.sql().select(JOBS.ID).from(JOBS).where(JOBS.ORG_ID.eq(f.caller.org())).and(JOBS.DELETED_AT.isNull())
                .orderBy(JOBS.ID).fetch(JOBS.ID));
    }

    @Test
    void each_goes_on_where_the_one_before_ended_and_looks_at_none_of_what_that_has_done() {
        List<UUID> jobs = new ArrayList<>();
        for (int i = 0; i < 5; i++) jobs.add(f.job("key", "k" + i).id());
        jobs.sort(null);

        UUID first = hide(FIRST);
        assertThat(first).isEqualTo(jobs.get(1));
        f.run(tx -> tx.sql().update(JOBS).setNull(JOBS.DELETED_AT).where(JOBS.ID.eq(jobs.get(0))).execute());

        assertThat(hide(jobs.get(1))).isEqualTo(jobs.get(3));
        assertThat(hide(jobs.get(3))).isEqualTo(jobs.get(4));
        assertThat(hide(jobs.get(4))).as("the end").isNull();
        assertThat(left()).containsExactly(jobs.get(0));
    }
}
