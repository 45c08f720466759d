package prikke.core.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Jobs, each named by its id or its key; otherwise as {@link ApiClient}, which hands it out. */
public final class JobsClient {
    private final Requests requests;

    JobsClient(Requests requests) {
        this.requests = requests;
    }

    /** The organization's jobs, newest first. */
    public Listing<JobResponse> list() {
        return list(JobFilter.ALL);
    }

    /** Jobs that the filter lets through, in its order. */
    public Listing<JobResponse> list(JobFilter filter) {
        return requests.pages("/jobs", Query.of(filter), JobResponse.class);
    }

    public Answer<JobResponse> get(String idOrKey) {
        return requests.get(path(idOrKey, ""), Query.NONE, JobResponse.class);
    }

    /** Makes a job; a one-off's answer has its {@code executionId}. */
    public Answer<JobResponse> create(JobRequest request) {
        return requests.post("/jobs", request, JobResponse.class);
    }

    /** Makes many jobs at once: all or none, unless the request says otherwise. */
    public Answer<JobBatchResponse> createAll(JobBatchRequest request) {
        return requests.post("/jobs/batch", request, JobBatchResponse.class);
    }

    /** Makes the job of that key, or replaces it. */
    public Answer<JobResponse> put(String key, JobRequest request) {
        return requests.answer("PUT", path(key, ""), Requests.fields(request), JobResponse.class);
    }

    /** Changes a job by a JSON merge patch: what it names is set, what it names as null goes back to its default. */
    public Answer<JobResponse> patch(String idOrKey, ObjectNode patch) {
        return patch(idOrKey, patch, null);
    }

    /** The same, refused with 412 unless the job is still in the state that the tag of an answer names. */
    public Answer<JobResponse> patch(String idOrKey, ObjectNode patch, @Nullable String etag) {
        return requests.answerIf(etag, "PATCH", path(idOrKey, ""), patch, JobResponse.class);
    }

    /** A request as a merge patch of the fields that it sets. */
    public static ObjectNode patchOf(JobRequest request) {
        return Requests.fields(request);
    }

    /** Deletes a job. What has begun goes on to its end, and the history stays. */
    public void delete(String idOrKey) {
        requests.send("DELETE", path(idOrKey, ""), null);
    }

    /** Runs a job now, whatever its schedule. */
    public Answer<ExecutionResponse> run(String idOrKey) {
        return requests.answer("POST", path(idOrKey, "/run"), null, ExecutionResponse.class);
    }

    /** Has nothing of the job begin until it is resumed. */
    public Answer<JobResponse> pause(String idOrKey) {
        return requests.answer("POST", path(idOrKey, "/pause"), null, JobResponse.class);
    }

    public Answer<JobResponse> resume(String idOrKey) {
        return requests.answer("POST", path(idOrKey, "/resume"), null, JobResponse.class);
    }

    /** The job's executions, newest first by the instant they were scheduled for. */
    public Listing<ExecutionResponse> executions(String idOrKey) {
        return requests.pages(path(idOrKey, "/executions"), Query.NONE, ExecutionResponse.class);
    }

    private static String path(String idOrKey, String suffix) {
        return "/jobs/" + Query.encode(idOrKey) + suffix;
    }
}
