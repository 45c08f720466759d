package prikke.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * A database to measure on.
 *
 * @param name as figures call it
 * @param url its JDBC URL, or null for the embedded one of a daemon
 */
record Place(String name, @Nullable String url) {

    /** Statistics as they should be, and no checkpoint in the middle of what follows. */
    void settle() throws SQLException {
        if (url == null) return;
        try (Connection connection = DriverManager.getConnection(url); Statement statement = connection.createStatement()) {
            statement.execute("vacuum analyze");
            statement.execute("checkpoint");
        }
    }

    /** Whether no one-off is held or due. Asked of the database itself where that can be: the API's lists are made for people. */
    boolean idle(Org org) throws Exception {
        if (url == null) return org.idle();
        return number("select count(*) from (select 1 from active_executions where node <> 0 and trigger_kind = 'once' limit 1) x") == 0
                && number("select count(*) from (select 1 from active_executions where node = 0 and not gated and trigger_kind = 'once'"
                                + " and due_at <= now() limit 1) x")
                        == 0;
    }

    /** The first column of the only row; only where the database is a server. */
    long number(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
