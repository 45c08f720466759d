package prikke.core.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.JsonTokenId;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds the tree of a document from its tokens, and makes tokens of the tree. */
final class JsonTree {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonTree() {}

    static JsonNode read(JsonFactory factory, String text) throws JsonProcessingException {
        JsonNode plain = PlainJson.read(text);
        if (plain != null) return plain;
        try (JsonParser in = factory.createParser(text)) {
            JsonToken first = in.nextToken();
            return first == null ? MissingNode.getInstance() : node(first, in);
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As deep as documents may be nested, which the parser sees to. */
    private static JsonNode node(JsonToken token, JsonParser in) throws IOException {
        return switch (token.id()) {
            case JsonTokenId.ID_START_OBJECT -> object(in);
            case JsonTokenId.ID_START_ARRAY -> array(in);
            case JsonTokenId.ID_STRING -> NODES.textNode(in.getText());
            case JsonTokenId.ID_NUMBER_INT -> whole(in);
            case JsonTokenId.ID_NUMBER_FLOAT -> NODES.numberNode(in.getDoubleValue());
            case JsonTokenId.ID_TRUE -> NODES.booleanNode(true);
            case JsonTokenId.ID_FALSE -> NODES.booleanNode(false);
            case JsonTokenId.ID_NULL -> NODES.nullNode();
            default -> throw new JsonParseException(in, "Unexpected " + token);
        };
    }

    static void write(JsonNode node, JsonGenerator out) throws IOException {
        switch (node.getNodeType()) {
            case OBJECT -> writeObject(node, out);
            case ARRAY -> writeArray(node, out);
            case STRING -> out.writeString(node.textValue());
            case NUMBER -> writeNumber(node, out);
            case BOOLEAN -> out.writeBoolean(node.booleanValue());
            case NULL -> out.writeNull();
            case BINARY, MISSING, POJO -> throw new IllegalArgumentException("not JSON: " + node.getNodeType());
        }
    }

    private static void writeObject(JsonNode object, JsonGenerator out) throws IOException {
        out.writeStartObject();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            out.writeFieldName(field.getKey());
            write(field.getValue(), out);
        }
        out.writeEndObject();
    }

    private static void writeArray(JsonNode array, JsonGenerator out) throws IOException {
        out.writeStartArray();
        for (JsonNode item : array) write(item, out);
        out.writeEndArray();
    }

    private static void writeNumber(JsonNode number, JsonGenerator out) throws IOException {
        if (number.isInt()) out.writeNumber(number.intValue());
        else if (number.isLong()) out.writeNumber(number.longValue());
        else if (number.isBigInteger()) out.writeNumber(number.bigIntegerValue());
        else if (number.isBigDecimal()) out.writeNumber(number.decimalValue());
        else out.writeNumber(number.doubleValue());
    }

    private static JsonNode whole(JsonParser in) throws IOException {
        JsonParser.NumberType size = in.getNumberType();
        if (size == JsonParser.NumberType.INT) return NODES.numberNode(in.getIntValue());
        return size == JsonParser.NumberType.LONG ? NODES.numberNode(in.getLongValue()) : NODES.numberNode(in.getBigIntegerValue());
    }

    private static ObjectNode object(JsonParser in) throws IOException {
        ObjectNode object = NODES.objectNode();
        @Nullable String name;
        while ((name = in.nextFieldName()) != null) {
            object.set(name, node(in.nextToken(), in));
        }
        return object;
    }

    private static ArrayNode array(JsonParser in) throws IOException {
        ArrayNode array = NODES.arrayNode();
        JsonToken token;
        while ((token = in.nextToken()) != JsonToken.END_ARRAY) {
            array.add(node(token, in));
        }
        return array;
    }
}
