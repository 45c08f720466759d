package prikke.cli.listen;

import java.io.PrintStream;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import prikke.cli.output.Output;
import prikke.core.api.Json;

/** Prints deliveries, a line each as they come, and counts them. Safe for use by several threads. */
final class DeliveryLog {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneId.systemDefault());

    private final Output output;
    private final PrintStream out;
    private final Map<String, Integer> counts = new LinkedHashMap<>();

    DeliveryLog(Output output, PrintStream out) {
        this.output = output;
        this.out = out;
    }

    synchronized void add(Delivery delivery) {
        counts.merge(delivery.signature(), 1, Integer::sum);
        out.println(output.readable() ? line(delivery) : Json.text(Json.fields(delivery)));
        out.flush();
    }

    synchronized String summary() {
        int all = counts.values().stream().mapToInt(Integer::intValue).sum();
        String signatures = counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", "));
        return all + (all == 1 ? " delivery" : " deliveries") + (all == 0 ? "" : ", signatures: " + signatures);
    }

    private String line(Delivery delivery) {
        return "%s  %s %s  %s  %s  %s  signature %s"
                .formatted(
                        TIME.format(delivery.receivedAt()),
                        delivery.method(),
                        delivery.path(),
                        or(delivery.jobKey(), "-"),
                        delivery.attempt() == null ? "-" : "attempt " + delivery.attempt(),
                        delivery.lateMs() == null ? "-" : "%+d ms".formatted(delivery.lateMs()),
                        output.status(delivery.signature()));
    }

    private static String or(@Nullable String text, String other) {
        return text == null ? other : text;
    }
}
