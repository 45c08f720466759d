package prikke.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;

/** Writes the API's objects as YAML. */
final class Yaml {
    private Yaml() {}

    static String text(JsonNode json) {
        var options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setSplitLines(false);
        return new org.yaml.snakeyaml.Yaml(options).dump(plain(json));
    }

    private static @Nullable Object plain(JsonNode json) {
        return switch (json) {
            case ObjectNode object -> {
                var map = new LinkedHashMap<String, @Nullable Object>();
                object.properties().forEach(field -> map.put(field.getKey(), plain(field.getValue())));
                yield map;
            }
            case ArrayNode array -> {
                var list = new ArrayList<@Nullable Object>();
                array.forEach(item -> list.add(plain(item)));
                yield list;
            }
            default -> json.isNull() ? null : json.isNumber() ? json.numberValue() : json.isBoolean() ? json.booleanValue() : json.asText();
        };
    }
}
