package prikke.daemon.api;

import prikke.core.api.Page;
import prikke.core.api.PurgeResponse;
import prikke.core.api.QueueRequest;
import prikke.core.api.QueueResponse;
import prikke.core.run.Queue;
import prikke.core.run.QueueDraft;
import prikke.core.run.Queues;
import prikke.daemon.http.Answer;
import prikke.daemon.http.Request;

/** Queues: named lanes with a concurrency and a rate of their own. */
public final class QueuesApi {
    private final Queues queues;

    public QueuesApi(Queues queues) {
        this.queues = queues;
    }

    /** In one page always: an organization has few. */
    Answer list(Request request) {
        request.query("limit", "cursor");
        return Answer.ok(new Page<>(queues.list(request.caller()).stream().map(QueuesApi::encode).toList(), null));
    }

    Answer get(Request request) {
        return Answer.ok(encode(queues.get(request.caller(), request.path("name"))));
    }

    Answer put(Request request) {
        QueueRequest body = request.body(QueueRequest.class);
        return Answer.ok(encode(queues.set(request.caller(), request.path("name"), new QueueDraft(body.concurrency(), body.rate()))));
    }

    Answer delete(Request request) {
        queues.delete(request.caller(), request.path("name"));
        return Answer.noContent();
    }

    Answer pause(Request request) {
        return Answer.ok(encode(queues.pause(request.caller(), request.path("name"))));
    }

    Answer resume(Request request) {
        return Answer.ok(encode(queues.resume(request.caller(), request.path("name"))));
    }

    Answer purge(Request request) {
        return Answer.ok(new PurgeResponse(queues.purge(request.caller(), request.path("name"))));
    }

    private static QueueResponse encode(Queue queue) {
        String rate = queue.rate() == null ? null : queue.rate().text();
        return new QueueResponse(queue.name(), queue.concurrency(), rate, queue.paused(), queue.waiting(), queue.running());
    }
}
