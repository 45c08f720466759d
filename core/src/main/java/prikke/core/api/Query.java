package prikke.core.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The parameters of a request's query, in their order. */
record Query(Map<String, String> parameters) {
    static final Query NONE = new Query(Map.of());

    static Query of(String name, String value) {
        return new Query(Map.of(name, value));
    }

    static Query of(ExecutionFilter filter) {
        return NONE.with("job", filter.job())
                .with("status", filter.status())
                .with("queue", filter.queue())
                .with("since", filter.since())
                .with("until", filter.until())
                .with("q", filter.q())
                .with("sort", filter.sort());
    }

    static Query of(JobFilter filter) {
        return NONE.with("q", filter.q())
                .with("tag", filter.tag())
                .with("enabled", filter.enabled() == null ? null : filter.enabled().toString())
                .with("sort", filter.sort());
    }

    static Query of(EventFilter filter) {
        return NONE.with("job", filter.job()).with("types", filter.types()).with("status", filter.status());
    }

    /** This with one more, or this when there is no value. */
    Query with(String name, @Nullable String value) {
        if (value == null) {
            return this;
        }
        var more = new LinkedHashMap<>(parameters);
        more.put(name, value);
        return new Query(more);
    }

    /** Nothing, or a question mark and the encoded parameters. */
    String suffix() {
        return parameters.isEmpty()
                ? ""
                : parameters.entrySet().stream()
                        .map(e -> e.getKey() + "=" + encode(e.getValue()))
                        .collect(Collectors.joining("&", "?", ""));
    }

    /** A value as it may stand in a path or a query. */
    static String encode(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
