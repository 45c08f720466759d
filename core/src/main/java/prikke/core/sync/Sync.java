package prikke.core.sync;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import prikke.core.Faults;
import prikke.core.ProblemException;
import prikke.core.ProblemException.Fault;
import prikke.core.ProblemException.Kind;
import prikke.core.account.Caller;
import prikke.core.account.Permission;
import prikke.core.db.Database;
import prikke.core.db.Tx;
import prikke.core.job.DeclaredJobs;
import prikke.core.job.JobDraft;
import prikke.core.run.DeclaredQueues;
import prikke.core.run.Queue;

/** The use cases on documents. */
public final class Sync {
    /** How often a sync is begun anew because others change the same things meanwhile. */
    private static final int MOST_TRIES = 20;

    /** So many jobs are in memory at once, whatever an organization has. */
    private static final int EXPORTED_AT_ONCE = 100;

    private final Database database;
    private final InstantSource clock;
    private final DeclaredJobs jobs;
    private final DeclaredQueues queues;

    public Sync(Database database, InstantSource clock, DeclaredJobs jobs, DeclaredQueues queues) {
        this.database = database;
        this.clock = clock;
        this.jobs = jobs;
        this.queues = queues;
    }

    /**
     * Has everything be as the document says, in one transaction; where it is so already, nothing is written.
     *
     * @param prune whether what a sync made and the document does not name is deleted
     * @return what was done
     * @throws ProblemException when the caller may not, or with every fault of every part of the document ({@code jobs[17].cron})
     */
    public Plan apply(Caller caller, Document document, boolean prune) {
        caller.require(Permission.JOBS_WRITE);
        for (int tries = 1; ; tries++) {
            Instant now = clock.instant();
            Plan plan = planned(caller, document, prune, now);
            if (plan.isEmpty()) return plan;
            try {
                write(caller, plan, now).run();
                return plan;
            } catch (RuntimeException e) {
                // Somebody made, changed or deleted one of them between the look and the write: the document holds whatever was there.
                if (!isOvertaken(e) || tries == MOST_TRIES) throw e;
            }
        }
    }

    /** The same without doing it. */
    public Plan plan(Caller caller, Document document, boolean prune) {
        caller.require(Permission.JOBS_WRITE);
        return planned(caller, document, prune, clock.instant());
    }

    private Plan planned(Caller caller, Document document, boolean prune, Instant now) {
        Faults faults = new Faults();
        document.faults().forEach(faults::add);
        List<DeclaredJobs.Entry> declared = document.jobs();
        List<DeclaredQueues.Entry> lanes = document.queues();
        if (declared != null && declared.size() > DeclaredJobs.MOST) throw tooMany("jobs", declared.size());
        if (lanes != null && lanes.size() > DeclaredJobs.MOST) throw tooMany("queues", lanes.size());
        if (declared == null && lanes == null && faults.isEmpty()) faults.add("jobs", "required", "is missing, and so is queues: the document says nothing.");
        Plan plan = database.read(tx -> new Plan(
                declared == null ? List.of() : jobs.plan(tx, caller, declared, prune, now, faults),
                lanes == null ? List.of() : queues.plan(tx, caller, lanes, prune, faults)));
        faults.throwIfAny();
        return plan;
    }

    private Runnable write(Caller caller, Plan plan, Instant now) {
        return database.write(tx -> {
            Runnable ofQueues = queues.apply(tx, caller, plan.queues(), now);
            Runnable ofJobs = jobs.apply(tx, caller, plan.jobs(), now);
            return () -> {
                ofQueues.run();
                ofJobs.run();
            };
        });
    }

    private static boolean isOvertaken(RuntimeException e) {
        return Database.isConflict(e) || e instanceof ProblemException problem && problem.kind() == Kind.CONFLICT;
    }

    /** The refusal of a document with that many of something. */
    public static ProblemException tooMany(String part, int count) {
        return ProblemException.invalid(
                List.of(new Fault(part, "out_of_range", "has " + count + " entries; a document has " + DeclaredJobs.MOST
                        + " at the most. Split it and sync one part after the other, without prune, which would delete the others.")));
    }

    /**
     * What an organization has, read as it is asked for.
     *
     * @throws ProblemException when the caller may not
     */
    public Export export(Caller caller) {
        caller.require(Permission.JOBS_READ);
        return new Export(database.read(tx -> queues.stated(tx, caller)), new Pages(caller));
    }

    /** A document of everything that has a key, in steps. */
    public record Export(List<Queue> queues, Pages jobs) {}

    /** The jobs that have a key, some at a time. */
    public final class Pages {
        private final Caller caller;
        private @Nullable String last;

        private Pages(Caller caller) {
            this.caller = caller;
        }

        /** The next ones; empty after the last. */
        public List<JobDraft> next() {
            Map<String, JobDraft> some = database.read(this::read);
            some.keySet().forEach(key -> last = key);
            return List.copyOf(some.values());
        }

        private Map<String, JobDraft> read(Tx tx) {
            return jobs.stated(tx, caller, last, EXPORTED_AT_ONCE);
        }
    }
}
