package prikke.core.run;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import prikke.core.Faults;
import prikke.core.ProblemException;
import prikke.core.ProblemException.Fault;
import prikke.core.ProblemException.Kind;
import prikke.core.account.Caller;
import prikke.core.audit.Action;
import prikke.core.audit.Audit;
import prikke.core.audit.Deed;
import prikke.core.db.Tx;

/**
 * Queues as a document declares them: what it takes for them to be so, and that done. Whether a queue is paused is none of a document's
 * business. In the caller's transaction, in the caller's right.
 */
public final class DeclaredQueues {
    private final Audit audit;
    private final Runnable changed;
    private final QueueSettingsStore store = new QueueSettingsStore();

    /** @param changed is told when executions that waited may begin */
    public DeclaredQueues(InstantSource clock, Runnable changed) {
        this.audit = new Audit(clock);
        this.changed = changed;
    }

    /**
     * A queue of a document.
     *
     * @param path where it stands: {@code queues[0]}
     * @param name null where none is stated
     * @param faults what was wrong with it already when it was read
     */
    public record Entry(String path, @Nullable String name, QueueDraft draft, List<Fault> faults) {}

    /**
     * What is to be done, in the order of the document, deletions last.
     *
     * @param prune whether queues that a sync set up and that are not in the document are forgotten
     * @param faults gets all that is wrong, by path
     */
    public List<QueueStep> plan(Tx tx, Caller caller, List<Entry> entries, boolean prune, Faults faults) {
        Map<String, Queue> there = store.setUp(tx, caller.org());
        Map<String, String> paths = new HashMap<>();
        List<QueueStep> steps = new ArrayList<>();
        for (Entry entry : entries) {
            Faults own = new Faults();
            entry.faults().forEach(own::add);
            steps.add(step(entry, there, paths, own));
            own.all().forEach(fault -> faults.add(entry.path() + "." + fault.field(), fault.code(), fault.message()));
        }
        if (!prune) return steps;
        Set<String> synced = store.synced(tx, caller.org());
        there.values().stream()
                .filter(queue -> synced.contains(queue.name()) && !paths.containsKey(queue.name()))
                .forEach(queue -> steps.add(new QueueStep(queue.name(), queue, null)));
        return steps;
    }

    private static QueueStep step(Entry entry, Map<String, Queue> there, Map<String, String> paths, Faults own) {
        String name = entry.name() == null ? "" : entry.name();
        if (entry.name() == null) {
            if (!own.fields().contains("name")) own.add("name", "required", "is missing; a document's queues are known by their names.");
        } else {
            QueueRules.checkName(name, own);
            String earlier = paths.putIfAbsent(name, entry.path());
            if (earlier != null) own.add("name", "duplicate", "is the name of " + earlier + " too.");
        }
        int concurrency = QueueRules.concurrency(entry.draft(), own);
        RateLimit rate = QueueRules.rate(entry.draft(), own);
        Queue before = there.get(name);
        return new QueueStep(name, before, new Queue(name, concurrency, rate, before != null && before.paused(), 0, 0));
    }

    /**
     * Does what was planned.
     *
     * @return what to do once that is committed
     * @throws ProblemException when a queue has been changed since
     */
    public Runnable apply(Tx tx, Caller caller, List<QueueStep> steps, Instant now) {
        List<Deed> deeds = new ArrayList<>();
        List<QueueStep> needed = steps.stream()
                .filter(step -> !Objects.equals(step.before(), step.after()))
                .sorted(Comparator.comparing(QueueStep::name))
                .toList();
        for (QueueStep step : needed) {
            Optional<Queue> current = store.settings(tx, caller.org(), step.name());
            if (!Objects.equals(current.orElse(null), step.before())) throw changedMeanwhile(step.name());
            Queue after = step.after();
            if (after == null) store.delete(tx, caller.org(), step.name());
            else store.put(tx, caller.org(), step.name(), after.concurrency(), after.rate(), now);
            if (step.before() == null) store.markSynced(tx, caller.org(), step.name());
            Action action = after == null ? Action.QUEUE_DELETE : Action.QUEUE_SET;
            deeds.add(caller.did(action, Queues.subject(step.name()), step.changes()));
        }
        if (needed.isEmpty()) return () -> {};
        audit.record(tx, deeds);
        Bell.GATES.ring(tx);
        return changed;
    }

    private static ProblemException changedMeanwhile(String name) {
        return ProblemException.of(Kind.CONFLICT, "edited_meanwhile", "Somebody else changed the queue " + name + " meanwhile; repeat.");
    }

    /** How the organization's queues are set up, by name. */
    public List<Queue> stated(Tx tx, Caller caller) {
        return List.copyOf(store.setUp(tx, caller.org()).values());
    }
}
