package prikke.core.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/** Configuration as code: jobs and queues as a document says. */
public final class SyncClient {
    /** A thousand jobs on a slow database take their time. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Requests requests;

    SyncClient(Requests requests) {
        this.requests = requests;
    }

    /**
     * Has jobs and queues be as a document says, all or nothing.
     *
     * @param document as {@link SyncRequest} describes it
     * @param dryRun whether only to say what would be done
     * @param prune whether what a sync made and the document does not name is deleted
     */
    public Answer<SyncResponse> apply(ObjectNode document, boolean dryRun, boolean prune) {
        Query query = Query.of("dry_run", Boolean.toString(dryRun)).with("prune", Boolean.toString(prune));
        return requests.answerWithin(PATIENCE, "PUT", "/sync" + query.suffix(), document, SyncResponse.class);
    }

    /** All that has a key, as a document that {@link #apply} takes. */
    public Answer<SyncRequest> export() {
        return requests.get("/sync/export", Query.NONE, SyncRequest.class);
    }
}
