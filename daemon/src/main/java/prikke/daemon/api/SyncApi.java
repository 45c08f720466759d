package prikke.daemon.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prikke.core.api.Json;
import prikke.core.api.SyncSchema;
import prikke.core.job.JobDraft;
import prikke.core.run.Queue;
import prikke.core.sync.Plan;
import prikke.core.sync.Sync;
import prikke.daemon.http.Answer;
import prikke.daemon.http.Content;
import prikke.daemon.http.Query;
import prikke.daemon.http.Request;
import prikke.daemon.http.Streamed;

/** Configuration as code. */
public final class SyncApi {
    private static final int MOST_BYTES = 8 * 1024 * 1024;

    private final Sync sync;

    public SyncApi(Sync sync) {
        this.sync = sync;
    }

    Answer put(Request request) {
        var caller = request.caller();
        Query query = request.query("dry_run", "prune");
        SyncDocument.Sent sent = SyncDocument.read(request.json(MOST_BYTES));
        boolean dryRun = sent.dryRun() || isTrue(query.bool("dry_run"));
        boolean prune = sent.prune() || isTrue(query.bool("prune"));
        Plan plan = dryRun ? sync.plan(caller, sent.document(), prune) : sync.apply(caller, sent.document(), prune);
        return Answer.ok(SyncEncoding.response(plan, dryRun, prune));
    }

    private static boolean isTrue(@Nullable Boolean value) {
        return Boolean.TRUE.equals(value);
    }

    /** However many jobs there are, only some of them are in memory at once. */
    Answer export(Request request) {
        request.query();
        Sync.Export export = sync.export(request.caller());
        List<JobDraft> first = export.jobs().next();
        return Answer.ok(new Streamed("application/json", out -> write(export, first, out)));
    }

    private static void write(Sync.Export export, List<JobDraft> first, OutputStream out) throws IOException {
        try (JsonGenerator json = Json.mapper().createGenerator(out)) {
            json.writeStartObject();
            json.writeArrayFieldStart("jobs");
            for (List<JobDraft> some = first; !some.isEmpty(); some = export.jobs().next()) {
                for (JobDraft job : some) json.writeTree(stated(JobEncoding.request(job)));
            }
            json.writeEndArray();
            json.writeArrayFieldStart("queues");
            for (Queue queue : export.queues()) json.writeTree(stated(SyncEncoding.stated(queue)));
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static ObjectNode stated(Object request) {
        ObjectNode fields = Json.mapper().valueToTree(request);
        fields.removeIf(JsonNode::isNull);
        return fields;
    }

    /** Editors ask for it without saying who they are. */
    Answer schema(Request request) {
        return Answer.ok(new Content("application/schema+json; charset=utf-8", SyncSchema.text(), List.of()));
    }
}
