package prikke.core.db;

import java.sql.SQLException;
import org.h2.api.ErrorCode;
import org.jspecify.annotations.Nullable;

/** Why a database could not be opened, in plain words. */
final class OpenFailure {
    private OpenFailure() {}

    static DatabaseUnavailableException of(DatabaseConfig config, Throwable failure) {
        SQLException cause = sqlCause(failure);
        String where = config.url().split("[?;]", 2)[0];
        return new DatabaseUnavailableException(
                config.url().startsWith("jdbc:h2:") ? embedded(where, cause, failure) : server(where, cause, failure), failure);
    }

    private static String embedded(String where, @Nullable SQLException cause, Throwable failure) {
        String file = where.replaceFirst("^jdbc:h2:(file:)?", "") + ".mv.db";
        if (cause == null) return "The database " + file + " can't be opened: " + failure.getMessage();
        return switch (cause.getErrorCode()) {
            case ErrorCode.DATABASE_ALREADY_OPEN_1 ->
                "Another daemon already uses " + file + ". Stop it, choose another --data-dir, or use PostgreSQL for several daemons.";
            case ErrorCode.IO_EXCEPTION_1, ErrorCode.IO_EXCEPTION_2, ErrorCode.FILE_CREATION_FAILED_1, ErrorCode.GENERAL_ERROR_1 ->
                "The database " + file + " can't be read or written: check the folder's permissions and the disk. (" + cause.getMessage()
                        + ")";
            default -> "The database " + file + " can't be opened: " + cause.getMessage();
        };
    }

    private static String server(String where, @Nullable SQLException cause, Throwable failure) {
        String state = cause == null || cause.getSQLState() == null ? "" : cause.getSQLState();
        String said = cause == null ? String.valueOf(failure.getMessage()) : said(cause);
        if (state.startsWith("28")) {
            return "PostgreSQL at " + where + " refused the user or password: set database.user and database.password. (" + said + ")";
        }
        if (state.equals("3D000")) return "PostgreSQL at " + where + " has no such database: create it first. (" + said + ")";
        if (state.startsWith("08")) {
            return "PostgreSQL at " + where + " can't be reached: is it running, and is database.url right? (" + said + ")";
        }
        if (state.equals("57P03")) return "PostgreSQL at " + where + " is only just starting, or stopping: try again in a moment. (" + said + ")";
        if (state.equals("53300")) {
            return "PostgreSQL at " + where + " has no connection left: raise its max_connections, or use fewer daemons. (" + said + ")";
        }
        if (state.equals("42501")) {
            return "PostgreSQL at " + where + " lets this user create no tables: make it the owner, by"
                    + " ALTER DATABASE … OWNER TO … (" + said + ")";
        }
        return "PostgreSQL at " + where + " can't be used: " + said;
    }

    /** The driver says of some failures only that the attempt failed, and leaves it to the cause to say why. */
    private static String said(SQLException failure) {
        Throwable cause = failure.getCause();
        return cause == null ? String.valueOf(failure.getMessage()) : failure.getMessage() + " " + cause;
    }

    private static @Nullable SQLException sqlCause(Throwable failure) {
        SQLException found = null;
        for (Throwable t = failure; t != null; t = t.getCause()) if (t instanceof SQLException sql) found = sql;
        return found;
    }
}
