package prikke.daemon.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prikke.core.Faults;
import prikke.core.api.JobRequest;
import prikke.core.api.SyncRequest;
import prikke.core.job.DeclaredJobs;
import prikke.core.run.DeclaredQueues;
import prikke.core.run.QueueDraft;
import prikke.core.sync.Document;
import prikke.core.sync.Sync;
import prikke.daemon.http.RecordDecoder;

/** Reads what {@code PUT /sync} takes. All that is wrong in it is kept for what else is wrong to be said beside it. */
final class SyncDocument {
    private final Faults faults = new Faults();

    /** A document as it was sent. */
    record Sent(Document document, boolean dryRun, boolean prune) {}

    /** What is left of a document when its parts have been taken out; named all the same, for who has mistyped one. */
    public record Options(
            @Nullable List<String> jobs, @Nullable List<String> queues, @Nullable Boolean dryRun, @Nullable Boolean prune) {}

    private interface Reader<E> {
        E read(String path, ObjectNode object);
    }

    static Sent read(ObjectNode body) {
        return new SyncDocument().document(body);
    }

    private Sent document(ObjectNode body) {
        JsonNode jobs = body.remove("jobs");
        JsonNode queues = body.remove("queues");
        JsonNode channels = body.remove("channels");
        Options options = RecordDecoder.decode(body, Options.class, faults);
        if (channels != null && !channels.isNull() && !(channels.isContainerNode() && channels.isEmpty())) {
            faults.add("channels", "not_supported", "There are no notification channels in this version of Prikke yet; leave the part out.");
        }
        List<DeclaredJobs.Entry> declared = part("jobs", "key", jobs, this::job);
        List<DeclaredQueues.Entry> lanes = part("queues", "name", queues, this::queue);
        Document document = new Document(declared, lanes, faults.all());
        return new Sent(document, Boolean.TRUE.equals(options.dryRun()), Boolean.TRUE.equals(options.prune()));
    }

    /** A list of objects, or an object of them by what they are known by. */
    private <E> @Nullable List<E> part(String name, String known, @Nullable JsonNode part, Reader<E> reader) {
        if (part == null || part.isNull()) return null;
        if (!part.isContainerNode()) {
            faults.add(name, "wrong_type", "must be a list, or an object of them by " + known + ".");
            return List.of();
        }
        if (part.size() > DeclaredJobs.MOST) throw Sync.tooMany(name, part.size());
        List<E> entries = new ArrayList<>(part.size());
        if (part instanceof ObjectNode object) {
            object.properties().forEach(entry -> add(entries, name + "." + shown(entry.getKey()), keyed(entry.getKey(), known, entry.getValue()), reader));
        } else {
            for (int i = 0; i < part.size(); i++) add(entries, name + "[" + i + "]", part.get(i), reader);
        }
        return entries;
    }

    private <E> void add(List<E> entries, String path, JsonNode node, Reader<E> reader) {
        if (node instanceof ObjectNode object) entries.add(reader.read(path, object));
        else faults.add(path, "wrong_type", "must be an object.");
    }

    private static JsonNode keyed(String key, String known, JsonNode node) {
        // One that says something else is left as it is, to be refused by what it says.
        return node instanceof ObjectNode object && !object.hasNonNull(known) ? object.put(known, key) : node;
    }

    private DeclaredJobs.Entry job(String path, ObjectNode object) {
        Faults own = new Faults();
        JobRequest job = RecordDecoder.decode(object, JobRequest.class, own);
        mismatch(path, "key", job.key(), own);
        return new DeclaredJobs.Entry(path, JobEncoding.draft(job), own.all());
    }

    private DeclaredQueues.Entry queue(String path, ObjectNode object) {
        Faults own = new Faults();
        SyncRequest.Queue queue = RecordDecoder.decode(object, SyncRequest.Queue.class, own);
        mismatch(path, "name", queue.name(), own);
        return new DeclaredQueues.Entry(path, queue.name(), new QueueDraft(queue.concurrency(), queue.rate()), own.all());
    }

    private static void mismatch(String path, String field, @Nullable String said, Faults own) {
        boolean byName = !path.endsWith("]");
        if (byName && said != null && !shown(said).equals(path.substring(path.indexOf('.') + 1))) {
            own.add(field, "mismatch", "differs from what it stands under; leave it out or make them the same.");
        }
    }

    private static String shown(String name) {
        String printable = name.replaceAll("[\\p{Cntrl}\\p{Cs}]", "?");
        return printable.length() <= 100 ? printable : printable.substring(0, 100) + "…";
    }
}
