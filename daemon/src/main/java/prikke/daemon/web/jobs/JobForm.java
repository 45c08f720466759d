package prikke.daemon.web.jobs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import prikke.core.job.JobDraft;
import prikke.core.job.SensitiveHeaders;

/**
 * A job as its form holds it: fields by name, as they were typed. Empty is what was left to its default.
 *
 * @param fields by the API's names, besides them {@code kind}, {@code version} and {@code header.0.name} and the like
 * @param faults what is wrong, by field
 */
public record JobForm(Map<String, String> fields, Map<String, String> faults) {
    private static final int SPARE_HEADERS = 2;
    private static final int MOST_HEADERS = 60;

    /** A row for a header. */
    public record HeaderField(int row, String name, String value) {}

    /** For a new job. */
    static JobForm fresh() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("kind", "cron");
        fields.put("method", "POST");
        fields.put("timezone", "UTC");
        fields.put("enabled", "on");
        return new JobForm(fields, Map.of());
    }

    /**
     * As a browser sent it. Browsers send each line break of a text as CR LF: a body that is the same but for these is the one it was.
     *
     * @param body the job's own, or null
     */
    static JobForm sent(Map<String, String> form, @Nullable String body) {
        String text = form.getOrDefault("body", "");
        if (text.indexOf('\r') < 0) return new JobForm(form, Map.of());
        Map<String, String> fields = new LinkedHashMap<>(form);
        String typed = text.replace("\r\n", "\n");
        fields.put("body", body != null && body.replace("\r\n", "\n").equals(typed) ? body : typed);
        return new JobForm(fields, Map.of());
    }

    /** As the draft states it. */
    static JobForm of(JobDraft d) {
        Map<String, String> fields = new LinkedHashMap<>();
        put(fields, "key", d.key());
        put(fields, "name", d.name());
        put(fields, "url", d.url());
        put(fields, "method", d.method());
        put(fields, "body", d.body());
        Schedules.put(fields, d);
        put(fields, "dst", d.dst());
        put(fields, "timeout", d.timeout());
        put(fields, "retries", d.retries());
        put(fields, "backoff", d.backoff());
        put(fields, "retry_delay", d.retryDelay());
        put(fields, "max_retry_delay", d.maxRetryDelay());
        put(fields, "expected_status", d.expectedStatus());
        put(fields, "expected_body", d.expectedBody());
        if (Boolean.TRUE.equals(d.followRedirects())) fields.put("follow_redirects", "on");
        put(fields, "overlap", d.overlap());
        put(fields, "misfire", d.misfire());
        put(fields, "misfire_grace", d.misfireGrace());
        put(fields, "queue", d.queue());
        put(fields, "priority", d.priority());
        if (!Boolean.FALSE.equals(d.enabled())) fields.put("enabled", "on");
        if (d.tags() != null) fields.put("tags", String.join(", ", d.tags()));
        if (d.headers() != null) headers(fields, d.headers());
        return new JobForm(fields, Map.of());
    }

    private static void headers(Map<String, String> fields, Map<String, String> headers) {
        int row = 0;
        for (Map.Entry<String, String> header : headers.entrySet()) {
            fields.put("header." + row + ".name", header.getKey());
            fields.put("header." + row + ".value", header.getValue());
            row++;
        }
    }

    static void put(Map<String, String> fields, String name, @Nullable Object value) {
        if (value != null) fields.put(name, value.toString());
    }

    JobForm with(Map<String, String> other) {
        return new JobForm(fields, other);
    }

    /** What is in the field, or an empty text. */
    public String value(String name) {
        return fields.getOrDefault(name, "");
    }

    /** Whether a box is ticked. */
    public boolean ticked(String name) {
        return fields.containsKey(name);
    }

    /** What is wrong with the field, or null. */
    public @Nullable String fault(String name) {
        return faults.get(name);
    }

    /** What is wrong that has no field of its own in the form. */
    public List<String> otherFaults() {
        List<String> other = new ArrayList<>();
        faults.forEach((field, message) -> {
            if (field.startsWith("headers") || field.startsWith("tags[")) other.add(field + ": " + message);
        });
        return other;
    }

    /** Whether something is wrong, or set, among what is folded away at first. */
    public boolean unusual() {
        return !value("expected_status").isEmpty() || !value("expected_body").isEmpty() || !value("queue").isEmpty() || !faults.isEmpty();
    }

    /** A row for each header that there is, and some to spare. */
    public List<HeaderField> headers() {
        int rows = SPARE_HEADERS;
        for (int row = 0; row < MOST_HEADERS; row++) {
            if (!value("header." + row + ".name").isBlank() || !value("header." + row + ".value").isBlank()) rows = row + 1 + SPARE_HEADERS;
        }
        if (ticked("more")) rows = Math.min(MOST_HEADERS, rows + 4);
        List<HeaderField> headers = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            headers.add(new HeaderField(row, value("header." + row + ".name"), value("header." + row + ".value")));
        }
        return headers;
    }

    /** The same for another job: what it is known by is not its, and credentials have to be given anew. */
    JobForm duplicate() {
        Map<String, String> copy = new LinkedHashMap<>(fields);
        copy.remove("key");
        copy.computeIfPresent("name", (name, value) -> value + " (copy)");
        copy.replaceAll((name, value) -> name.startsWith("header.") && value.equals(SensitiveHeaders.MASK) ? "" : value);
        return new JobForm(copy, Map.of());
    }

    /** The job that it states, unchecked. */
    JobDraft draft() {
        Schedules.Given when = Schedules.given(fields);
        return new JobDraft(
                text("key"), text("name"), text("url"), text("method"), headerMap(), text("body"), when.cron(), when.every(), when.runAt(),
                null, text("timezone"), text("dst"), text("timeout"), number("retries"), text("backoff"), text("retry_delay"),
                text("max_retry_delay"), text("expected_status"), text("expected_body"), ticked("follow_redirects"), text("overlap"),
                text("misfire"), text("misfire_grace"), text("queue"), number("priority"), when.jitter(), when.startsAt(), when.endsAt(),
                ticked("enabled"), tags());
    }

    private @Nullable String text(String name) {
        return Schedules.text(fields, name);
    }

    /** What is no number is one that is out of range, and refused as that. */
    private @Nullable Integer number(String name) {
        String text = text(name);
        if (text == null) return null;
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private Map<String, String> headerMap() {
        Map<String, String> headers = new LinkedHashMap<>();
        for (HeaderField field : headers()) if (!field.name().isBlank()) headers.put(field.name().strip(), field.value());
        return headers;
    }

    private List<String> tags() {
        return Arrays.stream(value("tags").split(",", -1)).map(String::strip).filter(tag -> !tag.isEmpty()).toList();
    }
}
