package prikke.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import prikke.core.api.Json;

/** Writes the API's objects as CSV (RFC 4180, with line feeds): a column a field, in the order of the record. */
final class Csv {
    private static final Pattern CAPITAL = Pattern.compile("([A-Z])");

    private final List<String> fields;

    Csv(Class<?> type) {
        fields = Stream.of(type.getRecordComponents())
                .map(RecordComponent::getName)
                .map(name -> CAPITAL.matcher(name).replaceAll("_$1").toLowerCase(Locale.ROOT))
                .toList();
    }

    String header() {
        return String.join(",", fields);
    }

    String row(JsonNode item) {
        return fields.stream().map(field -> cell(item.path(field))).collect(Collectors.joining(","));
    }

    /** Text as it is, nothing for null, and JSON for what lies deeper. */
    private static String cell(JsonNode value) {
        String text = value.isNull() || value.isMissingNode() ? "" : value.isValueNode() ? value.asText() : Json.text(value);
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
