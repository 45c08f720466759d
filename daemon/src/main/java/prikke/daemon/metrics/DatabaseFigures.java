package prikke.daemon.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import prikke.core.Version;
import prikke.core.db.Database;
import prikke.core.run.Backlog;
import prikke.core.run.Nodes;

/** What the database says of all nodes. While it is away, only that: the rest is to be had all the more. */
public record DatabaseFigures(Database database, Nodes nodes, Backlog backlog) implements MultiCollector {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseFigures.class);
    private static final double MILLIS = 1e3;

    @Override
    public MetricSnapshots collect() {
        List<MetricSnapshot> figures = new ArrayList<>();
        figures.add(InfoSnapshot.builder().name("prikke_build").help("Which Prikke this is, and on which database.")
                .dataPoint(InfoDataPointSnapshot.builder()
                        .labels(Labels.of("version", Version.CURRENT, "database", database.dialect().text()))
                        .build())
                .build());
        boolean up = true;
        try {
            figures.addAll(read());
        } catch (RuntimeException e) {
            LOG.warn("event=metrics_incomplete error=\"{}\"", e.getMessage());
            up = false;
        }
        figures.add(Figures.gauge("prikke_database_up", "Whether the database answers.", up ? 1 : 0));
        return new MetricSnapshots(figures);
    }

    private List<GaugeSnapshot> read() {
        Map<Labels, Double> byState = new LinkedHashMap<>();
        for (Nodes.State state : Nodes.State.values()) byState.put(label(state), 0.0);
        nodes.all().forEach(node -> byState.merge(label(node.state()), 1.0, Double::sum));
        Duration age = backlog.age();
        return List.of(
                Figures.gauge("prikke_nodes", "Nodes that share the database, by how they are.", byState),
                Figures.gauge("prikke_backlog_age_seconds", "For how long the most overdue execution that no node has taken has been due.",
                        age.toMillis() / MILLIS));
    }

    private static Labels label(Nodes.State state) {
        return Labels.of("state", state.name().toLowerCase(Locale.ROOT));
    }
}
