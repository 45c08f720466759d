package prikke.core.run;

import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.List;
import prikke.core.db.Rows;
import prikke.core.db.Tx;

/** Where PostgreSQL has a shorter way: a claim in one statement that passes over rows that another node is taking. */
final class PostgresQueueStore extends PortableQueueStore {
    private static final String CLAIM = "with due as materialized (select id from active_executions where due_at <= ? and node = 0"
            + " order by due_at limit ? for update skip locked)"
            + " update active_executions a set node = ?, token = a.token + 1, claimed_at = ?"
            + " from due, job_revisions r, jobs j where a.id = due.id and r.id = a.revision_id and j.id = a.job_id"
            + " returning " + CLAIM_COLUMNS;

    @Override
    public List<Claim> claim(Tx tx, long node, Instant now, Instant until, int limit) {
        return tx.jdbc(connection -> {
            try (PreparedStatement update = connection.prepareStatement(CLAIM)) {
                new Rows(update).set(until).set(limit).set(node).set(now);
                return claims(update, now, 0);
            }
        });
    }
}
