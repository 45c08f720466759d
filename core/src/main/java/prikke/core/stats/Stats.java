package prikke.core.stats;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import prikke.core.ProblemException;
import prikke.core.account.Caller;
import prikke.core.account.Permission;
import prikke.core.db.Database;
import prikke.core.job.Job;
import prikke.core.job.Jobs;
import prikke.core.stats.StatsQuery.By;

/** What executions came to. */
public final class Stats {
    private final InstantSource clock;
    private final Jobs jobs;
    private final Reading reading;

    public Stats(Database database, InstantSource clock, Jobs jobs) {
        this.clock = clock;
        this.jobs = jobs;
        this.reading = new Reading(database);
    }

    /**
     * The figures that are asked for, of this moment. A one-off's are those of the history that is still kept; of other jobs, and of all
     * together, they are kept longer. What a job did as a one-off before it was made a recurring one counts among the one-offs.
     *
     * @throws ProblemException when the organization has no such job, or there are no figures of that time
     */
    public StatsReport of(Caller caller, StatsQuery query) {
        caller.require(Permission.EXECUTIONS_READ);
        Window window = Window.of(query.since(), query.until(), query.by(), clock.instant());
        String named = query.job();
        Job job = named == null ? null : jobs.get(caller, named);
        if (job != null && job.timing().runAt() != null) return reading.ofOneOff(caller.org(), job, query.by(), window);
        if (job == null && query.by() == By.JOB) return reading.byJob(caller.org(), window, query.limit());
        UUID id = job == null ? null : job.id();
        return reading.byTime(caller.org(), id, job == null ? null : job.key(), query.by(), window);
    }

    /**
     * All jobs with executions of a time that failed, timed out or were missed, those with the most first; deleted ones too.
     *
     * @param since up to now, widened to whole hours
     * @throws ProblemException when figures by the hour don't reach so far back
     */
    public List<Failing> failing(Caller caller, Instant since) {
        caller.require(Permission.EXECUTIONS_READ);
        return reading.failing(caller.org(), Window.of(since, null, By.HOUR, clock.instant()));
    }
}
