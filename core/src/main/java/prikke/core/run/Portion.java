package prikke.core.run;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import prikke.core.db.Rows;
import prikke.core.job.Delivery;

/** Claims as they are read, until they take up as much memory as they may; of what comes after that only its name is kept. */
final class Portion {
    private final Instant now;
    private final List<Claim> claims = new ArrayList<>();
    private final List<Held> surplus = new ArrayList<>();
    private long room;

    /** @param bytes about how much they may take up together, though there is always one */
    Portion(Instant now, long bytes) {
        this.now = now;
        this.room = Math.max(1, bytes);
    }

    /** Takes the row up; {@code raise} is what its token still has to grow by. */
    void add(ResultSet row, int raise) throws SQLException {
        if (room <= 0) {
            surplus.add(new Held(Rows.uuid(row, "id"), row.getLong("token") + raise));
            return;
        }
        Claim claim = claimOf(row, now, raise);
        claims.add(claim);
        room -= claim.weight();
    }

    /** Whether there is no room for more. */
    boolean full() {
        return room <= 0;
    }

    List<Claim> claims() {
        return claims;
    }

    /** What did not fit. */
    List<Held> surplus() {
        return surplus;
    }

    /** The claim in a row of {@link PortableQueueStore#CLAIM_COLUMNS}. */
    static Claim claimOf(ResultSet row, Instant now, int raise) throws SQLException {
        return new Claim(
                Rows.uuid(row, "id"),
                row.getLong("token") + raise,
                Rows.uuid(row, "org_id"),
                Rows.uuid(row, "job_id"),
                row.getString("job_key"),
                Trigger.of(row.getString("trigger_kind")),
                Rows.instant(row, "scheduled_for"),
                Rows.instant(row, "due_at"),
                now,
                row.getInt("attempts"),
                row.getInt("lost"),
                row.getInt("max_attempts"),
                row.getBoolean("gated"),
                row.getString("queue"),
                row.getInt("priority"),
                Delivery.stored(
                        row.getString("method"),
                        row.getString("url"),
                        row.getString("headers"),
                        row.getBytes("body"),
                        row.getLong("timeout_ms"),
                        row.getInt("retries"),
                        row.getString("backoff"),
                        row.getLong("retry_delay_ms"),
                        row.getLong("max_retry_delay_ms"),
                        row.getString("expected_status"),
                        row.getString("expected_body"),
                        row.getBoolean("follow_redirects")));
    }
}
