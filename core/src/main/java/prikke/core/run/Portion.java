package prikke.core.run;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import prikke.core.db.Rows;

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
        Claim claim = PortableQueueStore.claimOf(row, now, raise);
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
}
