package prikke.daemon.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.LinkedHashMap;
import java.util.Map;
import prikke.core.feed.Feed;
import prikke.daemon.http.Traffic;

/** What is asked of this daemon, and by whom it is listened to. */
public record ServerFigures(Traffic traffic, Feed feed) implements MultiCollector {
    @Override
    public MetricSnapshots collect() {
        Map<Labels, Long> requests = new LinkedHashMap<>();
        traffic.requests().forEach((kind, count) ->
                requests.put(Labels.of("method", kind.method(), "status", Integer.toString(kind.status())), count.sum()));
        return MetricSnapshots.of(
                Figures.counter("prikke_http_requests", "Requests that this daemon has answered.", requests),
                Figures.histogram("prikke_http_request_seconds", "How long its answers took, waits included, streams not.", traffic.durations()),
                Figures.gauge("prikke_event_streams", "Streams of events that are open here.", feed.listeners()),
                Figures.counter("prikke_event_streams_dropped", "Those that were ended for being too slow.", Map.of(Labels.EMPTY, feed.dropped())));
    }
}
