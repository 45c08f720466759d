package prikke.core.run;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import prikke.core.account.Caller;
import prikke.core.account.Permission;
import prikke.core.db.Database;

/** What has failed of late, told by job and error: a thousand failures with one cause are one thing to look at. */
public final class Failures {
    /** How many executions are counted of each status at the most, the latest ones. */
    public static final int MOST_COUNTED = 10_000;

    /** How many groups are told at the most. */
    static final int MOST_GROUPS = 200;

    private final Database database;
    private final FailureStore store = new FailureStore();

    public Failures(Database database) {
        this.database = database;
    }

    /**
     * What executions of a group have in common.
     *
     * @param job null for all one-off jobs together
     * @param status failed, timeout or missed
     */
    public record Alike(@Nullable UUID job, ExecutionStatus status, @Nullable String errorCode, @Nullable Integer statusCode) {}

    /**
     * Executions of one job that went wrong in the same way.
     *
     * @param key the job's key, or null where it has none
     * @param deleted whether there is no such job any more
     * @param message what one of them said, or null
     * @param first the earliest occurrence among them
     * @param last the latest one
     */
    public record Group(
            Alike alike, @Nullable String key, boolean deleted, @Nullable String message, long count, Instant first, Instant last) {}

    /**
     * What went wrong.
     *
     * @param groups those of the greatest number first
     * @param all whether nothing was left out: at the most so many groups are told, and so many executions counted
     */
    public record Report(List<Group> groups, boolean all) {
        static Report of(List<Group> found) {
            List<Group> told = found.size() > MOST_GROUPS ? found.subList(0, MOST_GROUPS) : found;
            boolean counted = found.stream()
                    .collect(Collectors.groupingBy(group -> group.alike().status(), Collectors.summingLong(Group::count)))
                    .values()
                    .stream()
                    .allMatch(count -> count < MOST_COUNTED);
            return new Report(told, counted && told.size() == found.size());
        }
    }

    /**
     * The executions that failed, timed out or were missed.
     *
     * @param since of occurrences at or after this instant
     * @throws prikke.core.ProblemException forbidden
     */
    public Report since(Caller caller, Instant since) {
        caller.require(Permission.EXECUTIONS_READ);
        return Report.of(database.read(tx -> store.groups(tx, caller.org(), since, MOST_COUNTED, MOST_GROUPS + 1)));
    }
}
