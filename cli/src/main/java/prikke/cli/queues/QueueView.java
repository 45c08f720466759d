package prikke.cli.queues;

import java.util.List;
import prikke.cli.output.Column;
import prikke.cli.output.View;
import prikke.core.api.QueueResponse;

/** How a queue is shown. */
final class QueueView {
    private static final List<Column<QueueResponse>> COLUMNS = List.of(
            Column.text("Queue", (queue, times) -> queue.name()),
            Column.status("State", (queue, times) -> queue.paused() ? "paused" : "active"),
            Column.number("Concurrency", (queue, times) -> Integer.toString(queue.concurrency())),
            Column.text("Rate", (queue, times) -> queue.rate()),
            Column.number("Waiting", (queue, times) -> Integer.toString(queue.waiting())),
            Column.number("Running", (queue, times) -> Integer.toString(queue.running())));

    static final View<QueueResponse> VIEW = new View<>(QueueResponse.class, QueueResponse::name, COLUMNS, COLUMNS);

    private QueueView() {}
}
