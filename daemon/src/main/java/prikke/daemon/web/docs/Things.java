package prikke.daemon.web.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import prikke.daemon.web.docs.Manual.Field;
import prikke.daemon.web.docs.Manual.Kind;
import prikke.daemon.web.docs.Manual.Thing;

/** What is sent and answered, in words. */
final class Things {
    private final ObjectNode document;
    private final Set<String> sent;
    private final Set<String> told = new HashSet<>();

    Things(ObjectNode document) {
        this.document = document;
        this.sent = sent(document);
    }

    /** The names of all that requests consist of. */
    private static Set<String> sent(ObjectNode document) {
        Set<String> sent = new HashSet<>();
        Deque<JsonNode> open = new ArrayDeque<>(document.get("paths").findValues("requestBody"));
        while (!open.isEmpty()) {
            for (String ref : open.poll().findValuesAsText("$ref")) {
                if (sent.add(ref.replaceFirst(".*/", ""))) open.add(document.at(ref.substring(1)));
            }
        }
        return sent;
    }

    /** Those of the names, and what they consist of, but for what was told of before. */
    List<Thing> notToldOf(Collection<String> names) {
        List<Thing> things = new ArrayList<>();
        Deque<String> open = new ArrayDeque<>(names);
        while (!open.isEmpty()) {
            String name = open.poll();
            if (!told.add(name)) continue;
            Thing thing = thing(name);
            things.add(thing);
            thing.fields().forEach(field -> {
                if (field.kind().thing() != null) open.add(field.kind().thing());
            });
        }
        return things;
    }

    private Thing thing(String name) {
        JsonNode schema = schema(name);
        Set<String> required = new HashSet<>();
        schema.path("required").forEach(field -> required.add(field.asText()));
        List<Field> fields = new ArrayList<>();
        schema.path("properties").properties().forEach(field -> {
            Field written = field(field.getKey(), "", field.getValue(), required.contains(field.getKey()), field.getValue().path("description").asText());
            fields.add(sent.contains(name) ? written.sent() : written);
        });
        return new Thing(name, sent.contains(name), Prose.of(schema.path("description").asText()), fields, new Examples(document).of(schema).toPrettyString());
    }

    Field parameter(JsonNode written) {
        JsonNode parameter = resolve(written);
        return field(parameter.get("name").asText(), parameter.get("in").asText(), parameter.get("schema"),
                parameter.path("required").asBoolean(), parameter.path("description").asText());
    }

    private Field field(String name, String place, JsonNode schema, boolean required, String meaning) {
        return new Field(name, place, kind(schema), required, Prose.of(meaning.strip()), Limits.of(scalar(schema), schema));
    }

    /** Pages are told of as lists of what is on them; what is no object, by its type. */
    Kind kind(JsonNode schema) {
        JsonNode either = schema.path("anyOf");
        if (!either.isMissingNode()) {
            Kind kind = kind(either.get(0));
            return new Kind(kind.words(), kind.thing(), " or null");
        }
        String name = name(schema);
        if (name != null && schema(name).path("properties").has("next_cursor")) return many("page of ", schema(name).at("/properties/data/items"));
        if (name != null && isThing(name)) return new Kind("", name, "");
        if (name != null && !schema(name).has("enum")) return new Kind(name.toLowerCase(Locale.ROOT), null, "");
        JsonNode plain = scalar(schema);
        JsonNode type = plain.path("type");
        if (type.isArray()) return new Kind(type.get(0).asText(), null, " or null");
        if (type.asText().equals("array")) return many("list of ", plain.path("items"));
        return new Kind(type.asText("any"), null, "");
    }

    private Kind many(String words, JsonNode item) {
        Kind kind = kind(item);
        return new Kind(words + kind.words(), kind.thing(), kind.after());
    }

    private boolean isThing(String name) {
        return schema(name).has("properties");
    }

    /** A schema that is but a name for a sort of text, looked up. */
    private JsonNode scalar(JsonNode schema) {
        JsonNode first = schema.has("anyOf") ? schema.at("/anyOf/0") : schema;
        String name = name(first);
        return name == null || isThing(name) ? first : schema(name);
    }

    private JsonNode schema(String name) {
        return document.at("/components/schemas").path(name);
    }

    private JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
    }

    private static @Nullable String name(JsonNode schema) {
        return schema.has("$ref") ? schema.get("$ref").asText().replaceFirst(".*/", "") : null;
    }
}
