package prikke.core.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.UUID;

/** Executions and their attempts; otherwise as {@link ApiClient}, which hands it out. */
public final class ExecutionsClient {
    private final Requests requests;

    ExecutionsClient(Requests requests) {
        this.requests = requests;
    }

    /** Executions by the instant they were scheduled for, the latest first unless the filter says otherwise. */
    public Listing<ExecutionResponse> list(ExecutionFilter filter) {
        return requests.pages("/executions", Query.of(filter), ExecutionResponse.class);
    }

    /** The same for a reader of the first {@code count}: no page is larger than that. */
    public Listing<ExecutionResponse> list(ExecutionFilter filter, int count) {
        Query query = Query.of(filter).with("limit", Integer.toString(Math.clamp(count, 1, Requests.PAGE)));
        return requests.pages("/executions", query, ExecutionResponse.class);
    }

    public Answer<ExecutionResponse> get(UUID id) {
        return requests.get("/executions/" + id, Query.NONE, ExecutionResponse.class);
    }

    /**
     * The execution as soon as it has ended, or as it stands after {@code wait}, whichever comes first.
     *
     * @param wait up to 60 s
     */
    public Answer<ExecutionResponse> await(UUID id, Duration wait) {
        JsonNode json = requests.longPoll("/executions/" + id, Query.of("wait", wait.toString()), wait);
        return new Answer<>(json, ExecutionResponse.class);
    }

    /** Every attempt of an execution, the first one first. */
    public Listing<AttemptResponse> attempts(UUID id) {
        return requests.whole("/executions/" + id + "/attempts", AttemptResponse.class);
    }

    /** Calls off what has not ended; an attempt under way is not waited for. */
    public Answer<ExecutionResponse> cancel(UUID id) {
        return requests.answer("POST", "/executions/" + id + "/cancel", null, ExecutionResponse.class);
    }

    /** Makes the request of an execution that has ended again, as a new execution. */
    public Answer<ExecutionResponse> replay(UUID id) {
        return requests.answer("POST", "/executions/" + id + "/replay", null, ExecutionResponse.class);
    }

    /** Replays what matches and has not been replayed yet. */
    public Answer<ReplayResponse> replayAll(ReplayRequest request) {
        return requests.post("/executions/replay", request, ReplayResponse.class);
    }
}
