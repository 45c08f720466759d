package prikke.cli.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import prikke.core.api.Json;

/** Writes the API's objects as JSON, indented. */
public final class JsonText {
    private JsonText() {}

    /** An object, over several lines. */
    public static String of(JsonNode json) {
        var text = new ByteArrayOutputStream();
        write(List.of(json).iterator(), text, false);
        return text.toString(UTF_8);
    }

    /** An array, written while it is read: a list may be longer than the memory holds. */
    static void array(Iterator<JsonNode> items, PrintStream out) {
        write(items, out, true);
        out.println();
    }

    private static void write(Iterator<JsonNode> items, OutputStream to, boolean array) {
        try (JsonGenerator out = Json.generator(to).setPrettyPrinter(printer())) {
            if (array) out.writeStartArray();
            while (items.hasNext()) Json.write(items.next(), out);
            if (array) out.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DefaultPrettyPrinter printer() {
        var indent = new DefaultIndenter("  ", "\n");
        return new DefaultPrettyPrinter()
                .withSeparators(Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                .withObjectIndenter(indent)
                .withArrayIndenter(indent);
    }
}
