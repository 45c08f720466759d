package prikke.cli.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Reader;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import prikke.cli.ExitCodes;
import prikke.cli.Failure;
import prikke.core.api.JobRequest;
import prikke.core.api.SyncRequest;

/** A document as YAML (or JSON, which is YAML too), and where everything in it stands. */
final class YamlFile {
    private static final int MOST_CHARACTERS = 8 * 1024 * 1024;
    private static final Fields JOB = new Fields(JobRequest.class);
    private static final Fields QUEUE = new Fields(SyncRequest.Queue.class);

    private final String name;
    private final Map<String, Place> places = new HashMap<>();

    private YamlFile(String name) {
        this.name = name;
    }

    /** @param places by path: {@code jobs[3].cron} */
    record Content(ObjectNode document, Map<String, Place> places) {}

    /**
     * Reads it.
     *
     * @param name what messages call it
     * @throws Failure naming the line, if it is no such document
     */
    static Content read(String name, Reader reader) {
        YamlFile file = new YamlFile(name);
        Node root = compose(name, reader);
        if (!(root instanceof MappingNode mapping)) {
            throw refused(name, "holds no document: write the jobs under jobs:, each with its key.");
        }
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        file.entries(mapping).forEach((field, value) -> {
            // A place for YAML's anchors, which other parts refer to.
            if (!field.startsWith("x-")) document.set(field, file.part(field, value));
        });
        return new Content(document, file.places);
    }

    private static @Nullable Node compose(String name, Reader reader) {
        var options = new LoaderOptions();
        options.setCodePointLimit(MOST_CHARACTERS);
        options.setMaxAliasesForCollections(10_000);
        try {
            return new Yaml(new SafeConstructor(options)).compose(reader);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            String hint = String.valueOf(e.getProblem()).contains("block") ? "\nLook at how that line and those before it are indented." : "";
            throw refused(name + ":" + line, "is no YAML: " + e.getProblem() + "." + hint);
        } catch (YAMLException e) {
            throw refused(name, "can't be read as YAML: " + String.valueOf(e.getMessage()).lines().findFirst().orElse("") + ".");
        }
    }

    private static Failure refused(String where, String why) {
        return new Failure(ExitCodes.REFUSED, "invalid", where + " " + why);
    }

    private JsonNode part(String part, Node node) {
        Fields fields = part.equals("queues") ? QUEUE : JOB;
        note(part, node);
        return switch (node) {
            case SequenceNode list -> {
                ArrayNode items = JsonNodeFactory.instance.arrayNode();
                for (Node item : list.getValue()) items.add(item(part + "[" + items.size() + "]", item, fields));
                yield items;
            }
            case MappingNode mapping -> {
                ObjectNode items = JsonNodeFactory.instance.objectNode();
                entries(mapping).forEach((key, item) -> items.set(key, item(part + "." + key, item, fields)));
                yield items;
            }
            default -> plain(part, node, false);
        };
    }

    private JsonNode item(String path, Node node, Fields fields) {
        note(path, node);
        if (!(node instanceof MappingNode mapping)) return plain(path, node, false);
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        entries(mapping).forEach((field, value) -> item.set(field, plain(path + "." + field, value, fields.isText(field))));
        return item;
    }

    private JsonNode plain(String path, Node node, boolean text) {
        note(path, node);
        return switch (node) {
            case MappingNode mapping -> {
                ObjectNode object = JsonNodeFactory.instance.objectNode();
                entries(mapping).forEach((field, value) -> object.set(field, plain(path + "." + field, value, text)));
                yield object;
            }
            case SequenceNode list -> {
                ArrayNode array = JsonNodeFactory.instance.arrayNode();
                for (Node item : list.getValue()) array.add(plain(path + "[" + array.size() + "]", item, text));
                yield array;
            }
            case ScalarNode scalar -> scalar(scalar, text);
            default -> JsonNodeFactory.instance.nullNode();
        };
    }

    private static JsonNode scalar(ScalarNode scalar, boolean text) {
        String value = scalar.getValue();
        if (scalar.getTag().equals(Tag.NULL)) return JsonNodeFactory.instance.nullNode();
        if (!text && scalar.getTag().equals(Tag.BOOL)) return JsonNodeFactory.instance.booleanNode(isTrue(value));
        if (!text && scalar.getTag().equals(Tag.INT) && value.matches("-?\\d{1,9}")) return JsonNodeFactory.instance.numberNode(Integer.parseInt(value));
        return JsonNodeFactory.instance.textNode(value);
    }

    private static boolean isTrue(String value) {
        return List.of("true", "yes", "on").contains(value.toLowerCase(Locale.ROOT));
    }

    /** The fields of a mapping; what is merged into it ({@code <<: *defaults}) gives way to what it says itself. */
    private Map<String, Node> entries(MappingNode mapping) {
        Map<String, Node> entries = new LinkedHashMap<>();
        Map<String, Node> merged = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (tuple.getKeyNode().getTag().equals(Tag.MERGE)) merge(tuple.getValueNode(), merged);
            else if (entries.put(key(tuple.getKeyNode()), tuple.getValueNode()) != null) {
                throw refused(place(tuple.getKeyNode()).toString(), "says " + key(tuple.getKeyNode()) + " a second time.");
            }
        }
        merged.forEach(entries::putIfAbsent);
        return entries;
    }

    private void merge(Node value, Map<String, Node> merged) {
        if (value instanceof SequenceNode several) several.getValue().forEach(each -> merge(each, merged));
        else if (value instanceof MappingNode one) entries(one).forEach(merged::putIfAbsent);
        else throw refused(place(value).toString(), "merges what has no fields.");
    }

    private String key(Node node) {
        if (node instanceof ScalarNode scalar) return scalar.getValue();
        throw refused(place(node).toString(), "has a list or a mapping where a name belongs.");
    }

    private void note(String path, Node node) {
        places.putIfAbsent(path, place(node));
    }

    private Place place(Node node) {
        return new Place(name, node.getStartMark().getLine() + 1);
    }
}
