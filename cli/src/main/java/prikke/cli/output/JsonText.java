package prikke.cli.output;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import prikke.core.api.Json;

/** Writes the API's objects as JSON, indented. */
public final class JsonText {
    private JsonText() {}

    /** An object, over several lines. */
    public static String of(JsonNode json) {
        try {
            return writer().writeValueAsString(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An array, written while it is read: a list may be longer than the memory holds. */
    static void array(Iterator<JsonNode> items, PrintStream out) {
        try (var sequence = writer().without(JsonGenerator.Feature.AUTO_CLOSE_TARGET).writeValuesAsArray(out)) {
            while (items.hasNext()) {
                sequence.write(items.next());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.println();
    }

    private static ObjectWriter writer() {
        var indent = new DefaultIndenter("  ", "\n");
        var printer = new DefaultPrettyPrinter()
                .withSeparators(Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                .withObjectIndenter(indent)
                .withArrayIndenter(indent);
        return Json.mapper().writer(printer);
    }
}
