package prikke.core.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import prikke.core.db.Database;
import prikke.core.job.DueJobs;
import prikke.core.job.Job;
import prikke.core.job.Misfire;
import prikke.core.run.RunQueue;

/** Puts in order what daemons left behind that are no more. */
final class Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
    private static final int MOST_AT_ONCE = 500;

    private final Database database;
    private final RunQueue queue;
    private final DueJobs dueJobs = new DueJobs();

    Recovery(Database database, RunQueue queue) {
        this.database = database;
        this.queue = queue;
    }

    /** Frees what the given nodes held and forgets them. */
    void reap(List<NodeStore.Seen> dead, Instant now) {
        for (NodeStore.Seen node : dead) {
            int lost = queue.reap(node.id(), node.name(), node.seenAt().plus(Node.LONGEST_SILENCE), now);
            database.run(tx -> NodeStore.delete(tx, node.id()));
            LOG.warn("event=node_reaped node=\"{}\" last_seen={} attempts_lost={}", node.name(), node.seenAt(), lost);
        }
    }

    /**
     * When no daemon has been up: occurrences that were planned but whose time then passed are treated as the job's misfire policy
     * has it, like those that were not even planned.
     */
    void missWhatNobodyWasUpFor(Instant now) {
        List<UUID> jobs;
        do {
            jobs = queue.jobsWithUnattempted(now.minus(Plan.LEAST_GRACE), MOST_AT_ONCE);
            boolean changed = false;
            for (UUID id : jobs) changed |= miss(id, now);
            if (!changed) return;
        } while (jobs.size() == MOST_AT_ONCE);
    }

    private boolean miss(UUID id, Instant now) {
        return database.write(tx -> {
            Optional<Job> job = dueJobs.find(tx, id);
            if (job.isEmpty() || job.get().options().misfire() == Misfire.RUN_ALL || !job.get().timing().recurring()) return false;
            Instant latest = job.get().timing().timetable(id).latest(now.minus(Duration.ofDays(366)), now).orElse(now);
            Duration grace = job.get().options().misfire() == Misfire.SKIP
                    ? Plan.LATE
                    : Plan.grace(job.get(), job.get().timing().timetable(id), latest);
            return !queue.miss(tx, id, now.minus(grace), now, "no daemon was up at the time, and its grace was over when one came").isEmpty();
        });
    }
}
