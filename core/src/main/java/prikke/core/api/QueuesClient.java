package prikke.core.api;

/** Queues, each named by its name; otherwise as {@link ApiClient}, which hands it out. */
public final class QueuesClient {
    private final Requests requests;

    QueuesClient(Requests requests) {
        this.requests = requests;
    }

    public Listing<QueueResponse> list() {
        return requests.whole("/queues", QueueResponse.class);
    }

    public Answer<QueueResponse> get(String name) {
        return requests.get(path(name, ""), Query.NONE, QueueResponse.class);
    }

    /** Makes the queue of that name, or sets its concurrency and rate anew. */
    public Answer<QueueResponse> put(String name, QueueRequest request) {
        return requests.answer("PUT", path(name, ""), Requests.fields(request), QueueResponse.class);
    }

    /** Deletes a queue; jobs that name it run without one. */
    public void delete(String name) {
        requests.send("DELETE", path(name, ""), null);
    }

    /** Has nothing of the queue begin until it is resumed. */
    public Answer<QueueResponse> pause(String name) {
        return requests.answer("POST", path(name, "/pause"), null, QueueResponse.class);
    }

    public Answer<QueueResponse> resume(String name) {
        return requests.answer("POST", path(name, "/resume"), null, QueueResponse.class);
    }

    /** Cancels all of the queue that waits. */
    public Answer<PurgeResponse> purge(String name) {
        return requests.answer("POST", path(name, "/purge"), null, PurgeResponse.class);
    }

    private static String path(String name, String suffix) {
        return "/queues/" + Query.encode(name) + suffix;
    }
}
