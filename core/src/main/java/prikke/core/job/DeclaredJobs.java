package prikke.core.job;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import prikke.core.Faults;
import prikke.core.ProblemException;
import prikke.core.ProblemException.Fault;
import prikke.core.account.Caller;
import prikke.core.audit.Action;
import prikke.core.audit.Audit;
import prikke.core.audit.Changes;
import prikke.core.audit.Deed;
import prikke.core.db.Tx;
import prikke.core.event.EventLog;
import prikke.core.event.EventType;
import prikke.core.event.Happening;

/** Jobs as a document declares them: what it takes for them to be so, and that done. In the caller's transaction, in the caller's right. */
public final class DeclaredJobs {
    /** How many jobs a document may hold: about as many as fit into the 8 MiB that it may have. */
    public static final int MOST = 10_000;

    private static final Comparator<JobStep> BY_KEY = Comparator.comparing(step -> String.valueOf(step.job().key()));

    private final Executor executor;
    private final NewJobs fresh;
    private final JobEdits edits;
    private final Audit audit;
    private final JobStore store = new JobStore();

    public DeclaredJobs(InstantSource clock, Executor executor, HeaderSeals seals) {
        this.executor = executor;
        this.fresh = new NewJobs(executor, clock, seals);
        this.edits = new JobEdits(executor, seals);
        this.audit = new Audit(clock);
    }

    /**
     * A job of a document.
     *
     * @param path where it stands: {@code jobs[3]}
     * @param faults what was wrong with it already when it was read
     */
    public record Entry(String path, JobDraft draft, List<Fault> faults) {
        /** A draft may hold credentials. */
        @Override
        public String toString() {
            return "Entry[" + path + "]";
        }
    }

    /**
     * What is to be done, in the order of the document, deletions last.
     *
     * @param prune whether jobs that a sync made and that are not in the document are deleted
     * @param faults gets all that is wrong, by path
     */
    public List<JobStep> plan(Tx tx, Caller caller, List<Entry> entries, boolean prune, Instant now, Faults faults) {
        Set<String> keys = entries.stream().map(entry -> entry.draft().key()).filter(key -> key != null).collect(Collectors.toSet());
        Map<String, Job> there = store.byKeys(tx, caller.org(), keys).stream()
                .collect(Collectors.toMap(job -> String.valueOf(job.key()), Function.identity()));
        Map<String, String> paths = new HashMap<>();
        List<JobStep> steps = new ArrayList<>();
        for (Entry entry : entries) {
            Faults own = new Faults();
            entry.faults().forEach(own::add);
            String key = entry.draft().key();
            String earlier = key == null ? null : paths.putIfAbsent(key, entry.path());
            if (earlier != null) own.add("key", "duplicate", "is the key of " + earlier + " too.");
            JobStep step = step(caller, entry.draft(), key == null ? null : there.get(key), now, own);
            own.all().forEach(fault -> faults.add(entry.path() + "." + fault.field(), fault.code(), fault.message()));
            if (step != null) steps.add(step);
        }
        if (prune) store.synced(tx, caller.org()).stream().filter(job -> !keys.contains(job.key())).forEach(job -> steps.add(new JobStep.Deletion(job)));
        return steps;
    }

    private @Nullable JobStep step(Caller caller, JobDraft stated, @Nullable Job before, Instant now, Faults own) {
        Set<String> said = own.fields();
        Faults found = new Faults();
        JobDraft draft = DeclaredDrafts.read(stated, before, found);
        JobStep step = null;
        try {
            step = before == null ? creation(caller, draft, now) : against(before, draft, now);
        } catch (ProblemException e) {
            e.faults().forEach(found::add);
        }
        // Of a field that could not even be read, nothing else is worth saying.
        Set<String> once = new HashSet<>(said);
        found.all().stream().filter(fault -> once.add(fault.field())).forEach(own::add);
        return own.isEmpty() ? step : null;
    }

    private JobStep creation(Caller caller, JobDraft draft, Instant now) {
        return new JobStep.Creation(fresh.of(caller, draft, now).job(), draft, JobChanges.told(draft));
    }

    private JobStep against(Job before, JobDraft draft, Instant now) {
        Job after = edits.edited(before, draft, now);
        Changes changes = JobChanges.told(before, after);
        return changes.isEmpty() ? new JobStep.Nothing(before) : new JobStep.Update(before, after, changes);
    }

    /**
     * Does what was planned.
     *
     * @return what to do once that is committed
     * @throws ProblemException when a job has been changed since
     */
    public Runnable apply(Tx tx, Caller caller, List<JobStep> steps, Instant now) {
        List<NewJob> made = new ArrayList<>();
        List<Deed> deeds = new ArrayList<>();
        List<Happening> happenings = new ArrayList<>();
        List<Runnable> after = new ArrayList<>();
        // Always in one order, so that two who change the same jobs wait for each other and never both.
        for (JobStep step : steps.stream().sorted(BY_KEY).toList()) {
            switch (step) {
                case JobStep.Creation creation -> made.add(NewJob.of(caller, creation.draft(), creation.job()));
                case JobStep.Update(Job before, Job job, Changes changes) -> {
                    after.add(edits.write(tx, before, job, now));
                    deeds.add(caller.did(Action.JOB_UPDATE, job.subject(), JobChanges.between(before, job)));
                    happenings.addAll(JobHappenings.between(before, job, changes));
                }
                case JobStep.Deletion(Job job) -> {
                    if (!store.deleteUnchanged(tx, job, now)) throw JobEdits.editedMeanwhile(job);
                    after.add(edits.deleted(tx, job, now));
                    deeds.add(caller.did(Action.JOB_DELETE, job.subject(), Changes.none()));
                    happenings.add(JobHappenings.of(EventType.JOB_DELETED, job));
                }
                case JobStep.Nothing nothing -> {}
            }
        }
        audit.record(tx, deeds);
        EventLog.append(tx, happenings);
        if (!deeds.isEmpty()) after.add(executor.replan(tx));
        if (!made.isEmpty()) after.add(insert(tx, made));
        return () -> after.forEach(Runnable::run);
    }

    private Runnable insert(Tx tx, List<NewJob> made) {
        Runnable begun = fresh.insert(tx, made);
        List<UUID> ids = made.stream().map(job -> job.job().id()).toList();
        store.markSynced(tx, ids);
        return begun;
    }

    /** The jobs with a key after the given one as a document would state them, by key: at most so many. */
    public Map<String, JobDraft> stated(Tx tx, Caller caller, @Nullable String after, int limit) {
        Map<String, JobDraft> drafts = new LinkedHashMap<>();
        for (Job job : store.keyed(tx, caller.org(), after, limit)) drafts.put(String.valueOf(job.key()), DeclaredDrafts.of(job));
        return drafts;
    }
}
