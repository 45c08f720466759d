package prikke.daemon.metrics;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** All figures, as Prometheus and what understands it reads them. */
public final class Metrics {
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final ExpositionFormats formats = ExpositionFormats.init();

    public Metrics(EngineFigures engine, ServerFigures server, DatabaseFigures database) {
        registry.register(engine);
        registry.register(server);
        registry.register(database);
        JvmMetrics.builder().register(registry);
    }

    /** The figures of this moment, and of what media type they are. */
    public record Page(String type, byte[] bytes) {}

    /** @param accepts the media types that the reader takes, as in the header {@code Accept} */
    public Page page(String accepts) {
        boolean open = accepts.contains("application/openmetrics-text");
        ExpositionFormatWriter writer = open ? formats.getOpenMetricsTextFormatWriter() : formats.getPrometheusTextFormatWriter();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writer.write(out, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Page(writer.getContentType(), out.toByteArray());
    }
}
