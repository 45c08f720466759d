package prikke.core.run;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import prikke.core.account.Caller;
import prikke.core.account.Permission;
import prikke.core.db.Database;

/** What has failed of late, told by job and error: a thousand failures with one cause are one thing to look at. */
public final class Failures {
    /** How many groups are told at the most. */
    public static final int MOST = 200;

    private final Database database;
    private final FailureStore store = new FailureStore();

    public Failures(Database database) {
        this.database = database;
    }

    /**
     * Runs of one job that ended alike.
     *
     * @param job null for all one-off jobs together
     * @param key the job's key, or null where it has none
     * @param status failed or timeout
     * @param message what one of them said, or null
     * @param first the earliest occurrence among them
     * @param last the latest one
     */
    public record Group(
            @Nullable UUID job,
            @Nullable String key,
            ExecutionStatus status,
            @Nullable String errorCode,
            @Nullable Integer statusCode,
            @Nullable String message,
            long count,
            Instant first,
            Instant last) {}

    /**
     * The executions that failed or timed out, those of the greatest number first.
     *
     * @param since of occurrences at or after this instant
     * @throws prikke.core.ProblemException forbidden
     */
    public List<Group> since(Caller caller, Instant since) {
        caller.require(Permission.EXECUTIONS_READ);
        return database.read(tx -> store.groups(tx, caller.org(), since, MOST));
    }
}
