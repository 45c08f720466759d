package prikke.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

/** Writes the API's objects as YAML. */
public final class Yaml {
    private Yaml() {}

    /** An object or a list. */
    public static String text(JsonNode json) {
        var options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setSplitLines(false);
        options.setWidth(Integer.MAX_VALUE);
        return new org.yaml.snakeyaml.Yaml(new Readable(options), options).dump(plain(json));
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

    /** Texts are texts: those of several lines as such, and what can't be printed escaped, where the library would have it in Base64. */
    private static final class Readable extends Representer {
        Readable(DumperOptions options) {
            super(options);
            representers.put(String.class, text -> scalar(text.toString()));
        }

        private Node scalar(String text) {
            return representScalar(Tag.STR, text, text.indexOf('\n') < 0 ? DumperOptions.ScalarStyle.PLAIN : DumperOptions.ScalarStyle.LITERAL);
        }
    }
}
