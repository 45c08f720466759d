package prikke.core.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import prikke.core.db.Database;
import prikke.core.job.DueJobs;
import prikke.core.job.Job;
import prikke.core.job.Misfire;
import prikke.core.run.RunQueue;
import prikke.core.schedule.Timetable;

/** Puts in order what daemons left behind that are no more. */
final class Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
    private static final int MOST_AT_ONCE = 500;
    /** What lies further back than this makes no difference to a grace. */
    private static final Duration LONGEST_INTERVAL = Duration.ofDays(366);

    private final Database database;
    private final RunQueue queue;
    private final DueJobs dueJobs = new DueJobs();

    Recovery(Database database, RunQueue queue) {
        this.database = database;
        this.queue = queue;
    }

    /**
     * Frees what those other nodes held that were last heard of before the given instant, and forgets them.
     *
     * @return whether there were any
     */
    boolean reap(long self, Instant silentSince, Instant now) {
        List<NodeStore.Seen> dead = database.read(tx -> NodeStore.silent(tx, self, silentSince, now.plus(Lease.TERM)));
        for (NodeStore.Seen node : dead) {
            int lost = queue.reap(node.id(), node.name(), node.seenAt().plus(Lease.MAY_BEGIN), now);
            database.run(tx -> NodeStore.delete(tx, node.id()));
            LOG.warn("event=node_reaped node=\"{}\" last_seen={} attempts_lost={}", node.name(), node.seenAt(), lost);
        }
        return !dead.isEmpty();
    }

    /** Frees what is held under a number that no node bears any more, whose end nobody noticed. */
    void reapOrphans(Instant now) {
        // In this order: a node enters itself before it holds anything.
        List<Long> holders = queue.holders();
        Set<Long> nodes = database.read(NodeStore::ids);
        for (long holder : holders) {
            if (nodes.contains(holder)) continue;
            int lost = queue.reap(holder, "unknown", now, now);
            LOG.warn("event=orphans_reaped node={} attempts_lost={}", holder, lost);
        }
    }

    /**
     * When no daemon has been up: occurrences that were planned but whose time then passed are treated as the job's misfire policy
     * has it, like those that were not even planned.
     */
    void missWhatNobodyWasUpFor(Instant now) {
        UUID last = null;
        List<UUID> jobs;
        do {
            jobs = queue.jobsWithUnattempted(now.minus(Plan.LATE), last, MOST_AT_ONCE);
            for (UUID id : jobs) miss(id, now);
            if (!jobs.isEmpty()) last = jobs.getLast();
        } while (jobs.size() == MOST_AT_ONCE);
    }

    private void miss(UUID id, Instant now) {
        database.run(tx -> {
            Optional<Job> job = dueJobs.find(tx, id).filter(j -> j.timing().recurring());
            if (job.isEmpty() || job.get().options().misfire() == Misfire.RUN_ALL) return;
            queue.miss(tx, id, now.minus(grace(job.get(), now)), now, "no daemon was up at the time, and its grace was over when one came");
        });
    }

    private static Duration grace(Job job, Instant now) {
        if (job.options().misfire() == Misfire.SKIP) return Plan.LATE;
        Timetable timetable = job.timing().timetable(job.id());
        return Plan.grace(job, timetable, timetable.latest(now.minus(LONGEST_INTERVAL), now).orElse(now));
    }
}
