package prikke.core.stats;

import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import prikke.core.account.Caller;
import prikke.core.account.Permission;
import prikke.core.db.Database;

/** What an organization uses of what plans limit. */
public final class Usage {
    private final Database database;
    private final InstantSource clock;
    private final Reading reading;
    private final UsageStore store = new UsageStore();

    public Usage(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        this.reading = new Reading(database);
    }

    /**
     * The use of a month of UTC; counted exactly, and kept for good, whatever becomes of the history.
     *
     * @param since when the month begins
     * @param until when the next one does
     * @param executions those with an occurrence in the month that were attempted and have ended
     * @param attempts made for them
     * @param jobs recurring ones, and one-offs that are yet to come; as of now, whatever the month
     * @param members as of now
     */
    public record Month(YearMonth month, Instant since, Instant until, long executions, long attempts, long jobs, long members) {}

    /**
     * The use of a month.
     *
     * @param month null for the one that it is
     * @throws prikke.core.ProblemException forbidden
     */
    public Month of(Caller caller, @Nullable YearMonth month) {
        caller.require(Permission.ORG_READ);
        Instant now = clock.instant();
        YearMonth asked = month == null ? YearMonth.from(now.atOffset(ZoneOffset.UTC)) : month;
        Instant since = start(asked);
        Instant until = start(asked.plusMonths(1));
        Figures figures = reading.byTime(caller.org(), null, null, StatsQuery.By.DAY, new Window(since, until)).total();
        return database.read(tx -> new Month(asked, since, until, figures.attempted(), figures.attempts(),
                store.jobs(tx, caller.org(), now), store.members(tx, caller.org())));
    }

    private static Instant start(YearMonth month) {
        return month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
