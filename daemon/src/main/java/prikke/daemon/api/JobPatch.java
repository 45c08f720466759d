package prikke.daemon.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import prikke.core.api.JobRequest;
import prikke.core.api.Json;
import prikke.core.job.JobDraft;
import prikke.daemon.http.RecordDecoder;

/**
 * A JSON merge patch (RFC 7396) over a job as it was sent. One way of saying when takes the place of another: a patch
 * that sets {@code every} need not also unset {@code cron}.
 */
final class JobPatch {
    private static final List<String> SCHEDULES = List.of("cron", "every", "run_at", "delay");

    private final ObjectNode patch;

    /**
     * @throws prikke.core.ProblemException naming every field that a job doesn't have
     */
    JobPatch(ObjectNode patch) {
        RecordDecoder.requireKnown(patch, JobRequest.class);
        this.patch = patch;
    }

    /**
     * The patched job.
     *
     * @throws prikke.core.ProblemException naming every field of the wrong type
     */
    JobDraft apply(JobDraft draft) {
        ObjectNode job = Json.mapper().valueToTree(JobEncoding.request(draft));
        if (SCHEDULES.stream().anyMatch(patch::hasNonNull)) job.remove(SCHEDULES);
        merge(job, patch);
        return JobEncoding.draft(RecordDecoder.decode(job, JobRequest.class));
    }

    private static void merge(ObjectNode target, ObjectNode patch) {
        for (Map.Entry<String, JsonNode> change : patch.properties()) {
            JsonNode value = change.getValue();
            if (value.isNull()) {
                target.remove(change.getKey());
            } else if (value instanceof ObjectNode inner) {
                JsonNode old = target.get(change.getKey());
                merge(old instanceof ObjectNode object ? object : target.putObject(change.getKey()), inner);
            } else {
                target.set(change.getKey(), value);
            }
        }
    }
}
