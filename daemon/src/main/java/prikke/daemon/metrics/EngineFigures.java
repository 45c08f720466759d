package prikke.daemon.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import prikke.core.engine.Engine;
import prikke.core.engine.Work;
import prikke.core.run.AttemptStatus;
import prikke.core.run.ExecutionStatus;

/**
 * What this node does and has done.
 *
 * @param mostInFlight how many attempts it may make at once
 */
public record EngineFigures(Engine engine, int mostInFlight) implements MultiCollector {
    @Override
    public MetricSnapshots collect() {
        Work work = engine.work();
        return MetricSnapshots.of(
                Figures.counter("prikke_attempts", "Attempts that this node has made, by what they came to.", counts(work.attempts(), AttemptStatus::text)),
                Figures.counter("prikke_executions", "Executions that an attempt of this node has ended, by how.", counts(work.ends(), ExecutionStatus::text)),
                Figures.histogram("prikke_attempt_lag_seconds", "From when an attempt was due to its request.", work.lags()),
                Figures.histogram("prikke_attempt_duration_seconds", "From an attempt's request to the end of its answer.", work.durations()),
                Figures.gauge("prikke_attempts_in_flight", "Attempts under way on this node.", engine.inFlight()),
                Figures.gauge("prikke_attempts_in_flight_limit", "How many there may be (engine.max-in-flight).", mostInFlight),
                Figures.gauge("prikke_executions_held", "Executions that this node holds for later.", engine.held()));
    }

    private static <E> Map<Labels, Long> counts(Map<E, LongAdder> counts, Function<E, String> text) {
        Map<Labels, Long> values = new LinkedHashMap<>();
        counts.forEach((status, count) -> values.put(Labels.of("status", text.apply(status)), count.sum()));
        return values;
    }
}
