package prikke.daemon.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import prikke.core.api.SyncRequest;
import prikke.core.api.SyncResponse;
import prikke.core.api.SyncResponse.Item;
import prikke.core.audit.Changes;
import prikke.core.job.JobStep;
import prikke.core.run.Queue;
import prikke.core.run.QueueStep;
import prikke.core.sync.Plan;

/** Plans and queues of documents as the API shows them. */
final class SyncEncoding {
    private final boolean dryRun;
    private final List<Item> created = new ArrayList<>();
    private final List<Item> updated = new ArrayList<>();
    private final List<Item> deleted = new ArrayList<>();
    private final List<Item> unchanged = new ArrayList<>();

    private SyncEncoding(boolean dryRun) {
        this.dryRun = dryRun;
    }

    static SyncResponse response(Plan plan, boolean dryRun, boolean prune) {
        SyncEncoding e = new SyncEncoding(dryRun);
        plan.queues().forEach(e::add);
        plan.jobs().forEach(e::add);
        return new SyncResponse(dryRun, prune, e.created, e.updated, e.deleted, e.unchanged);
    }

    private void add(JobStep step) {
        boolean planned = dryRun && step instanceof JobStep.Creation;
        Item item = new Item("job", String.valueOf(step.job().key()), planned ? null : step.job().id(), changes(step.changes()));
        switch (step) {
            case JobStep.Creation creation -> created.add(item);
            case JobStep.Update update -> updated.add(item);
            case JobStep.Deletion deletion -> deleted.add(item);
            case JobStep.Nothing nothing -> unchanged.add(item);
        }
    }

    private void add(QueueStep step) {
        Item item = new Item("queue", step.name(), null, step.after() == null ? Map.of() : changes(step.changes()));
        if (step.before() == null) created.add(item);
        else if (step.after() == null) deleted.add(item);
        else if (step.changes().isEmpty()) unchanged.add(item);
        else updated.add(item);
    }

    private static Map<String, List<@Nullable Object>> changes(Changes changes) {
        Map<String, List<@Nullable Object>> pairs = new LinkedHashMap<>();
        changes.fields().forEach((field, change) -> {
            List<@Nullable Object> pair = new ArrayList<>();
            pair.add(change.before());
            pair.add(change.after());
            pairs.put(field, pair);
        });
        return pairs;
    }

    /** A queue as a document states it, without what is by default so. */
    static SyncRequest.Queue stated(Queue queue) {
        return new SyncRequest.Queue(queue.name(), queue.concurrency(), queue.rate() == null ? null : queue.rate().text());
    }
}
