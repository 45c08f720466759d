package prikke.core.job;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import prikke.core.Faults;
import prikke.core.ProblemException;
import prikke.core.ProblemException.Fault;
import prikke.core.ProblemException.Kind;
import prikke.core.account.Caller;
import prikke.core.account.Permission;
import prikke.core.db.Database;

/** Many jobs made in one request and one transaction. */
public final class JobBatches {
    /** How many jobs a batch may hold; {@code PRODUCT.md} section 6. */
    public static final int MOST = 1000;

    /** How often a batch is begun anew because others take its keys meanwhile. */
    private static final int MOST_TRIES = 20;

    /** How many taken keys a refusal names. */
    private static final int MOST_NAMED = 20;

    private final Database database;
    private final InstantSource clock;
    private final NewJobs fresh;
    private final JobStore store = new JobStore();

    public JobBatches(Database database, InstantSource clock, Executor executor, HeaderSeals seals) {
        this.database = database;
        this.clock = clock;
        this.fresh = new NewJobs(executor, clock, seals);
    }

    /**
     * One job of a batch as it was sent.
     *
     * @param faults what was wrong with it already when it was read
     */
    public record Entry(JobDraft draft, List<Fault> faults) {}

    /** What became of one of them. */
    public sealed interface Result {}

    /** It is there. */
    public record Made(Jobs.Created created) implements Result {}

    /** It is not, and why. */
    public record Refused(ProblemException problem) implements Result {}

    /**
     * Makes all of the jobs, or none.
     *
     * @return in the order of the entries
     * @throws ProblemException when the caller may not, with every fault of every job ({@code jobs[17].url}), or when keys are taken
     */
    public List<Jobs.Created> createAll(Caller caller, List<Entry> entries) {
        List<Result> checked = check(caller, entries);
        Faults faults = new Faults();
        for (int i = 0; i < checked.size(); i++) {
            if (checked.get(i) instanceof Refused refused) addAll(faults, "jobs[" + i + "].", refused.problem());
        }
        faults.throwIfAny();
        return write(caller, entries, checked, true).stream().map(result -> ((Made) result).created()).toList();
    }

    /**
     * Makes those of the jobs that can be made.
     *
     * @return in the order of the entries
     * @throws ProblemException when the caller may not
     */
    public List<Result> createEach(Caller caller, List<Entry> entries) {
        return write(caller, entries, check(caller, entries), false);
    }

    /** The refusal of a batch of that many jobs. */
    public static ProblemException wrongSize(int jobs) {
        return ProblemException.invalid(List.of(
                new Fault("jobs", "out_of_range", "has " + jobs + " entries; a batch has 1 to " + MOST + " jobs.")));
    }

    private List<Result> check(Caller caller, List<Entry> entries) {
        caller.require(Permission.JOBS_WRITE);
        if (entries.isEmpty() || entries.size() > MOST) {
            throw wrongSize(entries.size());
        }
        Instant now = clock.instant();
        Set<String> keys = new HashSet<>();
        return entries.stream().map(entry -> check(caller, entry, keys, now)).toList();
    }

    private Result check(Caller caller, Entry entry, Set<String> keys, Instant now) {
        Faults faults = new Faults();
        entry.faults().forEach(faults::add);
        String key = entry.draft().key();
        if (key != null && !keys.add(key)) faults.add("key", "duplicate", "is the key of an earlier job in this batch too.");
        try {
            Job job = fresh.of(caller, entry.draft(), now).job();
            if (faults.isEmpty()) return new Made(new Jobs.Created(job, NewJobs.executionOf(job)));
        } catch (ProblemException e) {
            // Of a field that could not even be read, nothing else is worth saying.
            Set<String> said = faults.fields();
            e.faults().stream().filter(fault -> !said.contains(fault.field())).forEach(faults::add);
        }
        return new Refused(ProblemException.invalid(faults.all()));
    }

    private static void addAll(Faults faults, String prefix, ProblemException problem) {
        problem.faults().forEach(fault -> faults.add(prefix + fault.field(), fault.code(), fault.message()));
    }

    private List<Result> write(Caller caller, List<Entry> entries, List<Result> checked, boolean all) {
        for (int tries = 1; ; tries++) {
            Set<String> taken = taken(caller, checked);
            if (all && !taken.isEmpty()) throw keysTaken(taken);
            List<Result> results = checked.stream().map(result -> unless(taken, result)).toList();
            try {
                insert(caller, entries, results);
                return results;
            } catch (RuntimeException e) {
                // Somebody took a key between the look and the write.
                if (!Database.isConflict(e) || tries == MOST_TRIES) throw e;
            }
        }
    }

    private Set<String> taken(Caller caller, List<Result> checked) {
        List<String> keys = jobs(checked).stream().map(Job::key).filter(Objects::nonNull).toList();
        return keys.isEmpty() ? Set.of() : database.read(tx -> store.taken(tx, caller.org(), keys));
    }

    private static Result unless(Set<String> taken, Result result) {
        return result instanceof Made(Jobs.Created(Job job, var execution)) && job.key() != null && taken.contains(job.key())
                ? new Refused(Jobs.keyTaken(job))
                : result;
    }

    private void insert(Caller caller, List<Entry> entries, List<Result> results) {
        List<NewJob> jobs = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            if (results.get(i) instanceof Made made) jobs.add(NewJob.of(caller, entries.get(i).draft(), made.created().job()));
        }
        if (jobs.isEmpty()) return;
        Runnable afterCommit = database.write(tx -> fresh.insert(tx, jobs));
        afterCommit.run();
    }

    private static List<Job> jobs(List<Result> results) {
        List<Job> jobs = new ArrayList<>();
        for (Result result : results) if (result instanceof Made made) jobs.add(made.created().job());
        return jobs;
    }

    private static ProblemException keysTaken(Collection<String> keys) {
        String named = keys.stream().sorted().limit(MOST_NAMED).collect(Collectors.joining(", "));
        String more = keys.size() > MOST_NAMED ? " and " + (keys.size() - MOST_NAMED) + " more" : "";
        return ProblemException.of(Kind.CONFLICT, "key_taken", "There are jobs already with the keys " + named + more
                + "; none of the batch was made. Choose others, or send \"atomic\": false to have the rest made.");
    }
}
