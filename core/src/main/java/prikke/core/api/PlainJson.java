package prikke.core.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON as a daemon writes it, and nothing else: whatever is wrong or unusual is left to Jackson, which reads or refuses it. The
 * first parser of Jackson's in a process makes Java compute powers of five up to the 65,536th, for numbers that the API has none
 * of; that alone takes longer than to read a list of jobs.
 */
final class PlainJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int DEEPEST = 64;
    private static final int LONGEST_NAME = 1_000;
    private static final int MOST_DIGITS = 18;

    private final String text;
    private int at;

    private PlainJson(String text) {
        this.text = text;
    }

    /** The document, or null where it is not as usual. */
    static @Nullable JsonNode read(String text) {
        var reader = new PlainJson(text);
        JsonNode document = reader.value(0);
        return document != null && reader.next() == 0 ? document : null;
    }

    private @Nullable JsonNode value(int depth) {
        char first = next();
        return switch (first) {
            case '{' -> depth < DEEPEST ? object(depth + 1) : null;
            case '[' -> depth < DEEPEST ? array(depth + 1) : null;
            case '"' -> {
                String string = string();
                yield string == null ? null : NODES.textNode(string);
            }
            case 't' -> literal("true", NODES.booleanNode(true));
            case 'f' -> literal("false", NODES.booleanNode(false));
            case 'n' -> literal("null", NODES.nullNode());
            default -> number();
        };
    }

    private @Nullable ObjectNode object(int depth) {
        ObjectNode object = NODES.objectNode();
        at++;
        if (took('}')) return object;
        do {
            String name = next() == '"' ? string() : null;
            if (name == null || name.length() > LONGEST_NAME || !took(':')) return null;
            JsonNode value = value(depth);
            if (value == null) return null;
            object.set(name, value);
        } while (took(','));
        return took('}') ? object : null;
    }

    private @Nullable ArrayNode array(int depth) {
        ArrayNode array = NODES.arrayNode();
        at++;
        if (took(']')) return array;
        do {
            JsonNode value = value(depth);
            if (value == null) return null;
            array.add(value);
        } while (took(','));
        return took(']') ? array : null;
    }

    private @Nullable String string() {
        int begin = ++at;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') return text.substring(begin, at++);
            if (c == '\\') return escaped(begin);
            if (c < ' ') return null;
            at++;
        }
        return null;
    }

    /** The same from where the first backslash stands. */
    private @Nullable String escaped(int begin) {
        var string = new StringBuilder(256).append(text, begin, at);
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') return string.toString();
            if (c < ' ') return null;
            int plain = c == '\\' ? meant() : c;
            if (plain < 0) return null;
            string.append((char) plain);
        }
        return null;
    }

    /** The character that an escape stands for, or -1. */
    private int meant() {
        char c = at < text.length() ? text.charAt(at++) : 0;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> hexadecimal();
            default -> -1;
        };
    }

    private int hexadecimal() {
        int value = 0;
        for (int digits = 0; digits < 4; digits++) {
            int digit = at < text.length() && text.charAt(at) < 128 ? Character.digit(text.charAt(at), 16) : -1;
            if (digit < 0) return -1;
            value = value * 16 + digit;
            at++;
        }
        return value;
    }

    private @Nullable JsonNode number() {
        int begin = at;
        if (at < text.length() && text.charAt(at) == '-') at++;
        int first = at;
        int digits = digits();
        if (digits == 0 || digits > MOST_DIGITS || (digits > 1 && text.charAt(first) == '0')) return null;
        char after = at < text.length() ? text.charAt(at) : 0;
        if (after == '.' || after == 'e' || after == 'E') return fraction(begin, after);
        long value = Long.parseLong(text, begin, at, 10);
        return value == (int) value ? NODES.numberNode((int) value) : NODES.numberNode(value);
    }

    /** Of those with an exponent there are none. */
    private @Nullable JsonNode fraction(int begin, char after) {
        if (after != '.') return null;
        at++;
        int digits = digits();
        char last = at < text.length() ? text.charAt(at) : 0;
        if (digits == 0 || digits > MOST_DIGITS || last == 'e' || last == 'E') return null;
        return NODES.numberNode(Double.parseDouble(text.substring(begin, at)));
    }

    private int digits() {
        int begin = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') at++;
        return at - begin;
    }

    private @Nullable JsonNode literal(String word, JsonNode node) {
        if (!text.startsWith(word, at)) return null;
        at += word.length();
        return node;
    }

    /** The next character that is no space, where {@code at} is then; 0 at the end. */
    private char next() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c != ' ' && c != '\n' && c != '\r' && c != '\t') return c;
            at++;
        }
        return 0;
    }

    private boolean took(char c) {
        if (next() != c || at == text.length()) return false;
        at++;
        return true;
    }
}
