package prikke.daemon.api;

import java.util.List;
import prikke.daemon.http.Answer;
import prikke.daemon.http.Content;
import prikke.daemon.http.Request;
import prikke.daemon.metrics.Metrics;

/** Figures for whoever watches over the daemon. */
public final class MetricsApi {
    private final Metrics metrics;
    private final MetricsAccess access;

    public MetricsApi(Metrics metrics, MetricsAccess access) {
        this.metrics = metrics;
        this.access = access;
    }

    Answer get(Request request) {
        access.require(request);
        Metrics.Page page = metrics.page(request.accepts());
        return Answer.ok(new Content(page.type(), page.bytes(), List.of()));
    }
}
