package prikke.core.db;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/**
 * Has the pool throw away a connection that is of no use any more. By itself it knows the states that servers report, not those
 * of the embedded database, and would hand a connection to a file that was closed under it out again and again.
 */
final class BrokenConnections implements SQLExceptionOverride {
    @java.lang.Override
    public Override adjudicate(SQLException failure) {
        return Database.isAway(failure) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }
}
