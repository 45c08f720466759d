package prikke.core.job;

import static prikke.core.db.schema.Tables.JOBS;
import static prikke.core.db.schema.Tables.JOB_REVISIONS;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import prikke.core.db.JsonText;
import prikke.core.db.Tx;
import prikke.core.db.schema.tables.JobRevisions;

/** The headers in {@code job_revisions}, for sealing them anew: the only change that a revision ever sees, and one that nobody notices. */
final class RevisionSealStore {
    private static final JobRevisions R = JOB_REVISIONS;

    /** So few that a step is over in a moment, however large their headers are. */
    private static final int STEP = 500;

    Optional<UUID> reseal(Tx tx, @Nullable UUID after, HeaderSeals seals) {
        var rows = tx.sql().select(R.ID, R.JOB_ID, JOBS.ORG_ID, R.HEADERS)
                .from(R)
                .join(JOBS).on(JOBS.ID.eq(R.JOB_ID))
                .where(after == null ? R.ID.isNotNull() : R.ID.gt(after))
                .orderBy(R.ID)
                .limit(STEP)
                .fetch();
        List<UUID> ids = rows.map(row -> row.value1());
        for (var row : rows) {
            Map<String, String> anew = seals.resealed(JsonText.map(row.value4()), row.value3(), row.value2());
            if (anew != null) tx.sql().update(R).set(R.HEADERS, JsonText.of(anew)).where(R.ID.eq(row.value1())).execute();
        }
        return ids.size() < STEP ? Optional.empty() : Optional.of(ids.getLast());
    }

    boolean uses(Tx tx, String marker) {
        return tx.sql().fetchExists(R, R.HEADERS.contains(marker));
    }
}
