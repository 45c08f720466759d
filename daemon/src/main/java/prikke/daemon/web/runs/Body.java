package prikke.daemon.web.runs;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import prikke.core.api.Json;
import prikke.daemon.web.Moments;

/**
 * A body fit for reading: JSON with line breaks, other text as it is, and of anything else its first bytes.
 *
 * @param kind JSON, text or bytes
 * @param note how much there is of it, and whether it was cut
 */
public record Body(String kind, String text, String note) {
    private static final int SHOWN_BYTES = 512;

    /** What is nested deeply has so many blanks before each line that a small body would make a page of many megabytes. */
    private static final int MOST_CHARS = 2 * 1024 * 1024;

    /** @param cut whether there was more of it */
    public static Body of(byte[] bytes, boolean cut) {
        String size = Moments.number(bytes.length) + " bytes" + (cut ? ", the rest was cut off" : "");
        Optional<String> text = text(bytes, cut);
        if (text.isEmpty()) {
            byte[] shown = bytes.length <= SHOWN_BYTES ? bytes : Arrays.copyOf(bytes, SHOWN_BYTES);
            return new Body("bytes", HexFormat.ofDelimiter(" ").formatHex(shown) + (shown.length < bytes.length ? " …" : ""), size);
        }
        return pretty(text.get()).map(json -> new Body("JSON", json, size)).orElseGet(() -> new Body("text", text.get(), size));
    }

    /** What is cut may end in the middle of a character. */
    private static Optional<String> text(byte[] bytes, boolean cut) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer chars = CharBuffer.allocate(bytes.length);
        return decoder.decode(ByteBuffer.wrap(bytes), chars, !cut).isError() ? Optional.empty() : Optional.of(chars.flip().toString());
    }

    /** The same JSON with each value on a line, every number as it was written; empty for what is none, or would be too long. */
    static Optional<String> pretty(String text) {
        String start = text.stripLeading();
        if (!start.startsWith("{") && !start.startsWith("[")) return Optional.empty();
        StringWriter out = new StringWriter();
        try (JsonParser parser = Json.mapper().getFactory().createParser(text);
                JsonGenerator generator = Json.mapper().getFactory().createGenerator(out)) {
            generator.setPrettyPrinter(printer());
            generator.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
            while (parser.nextToken() != null) {
                generator.copyCurrentEventExact(parser);
                if (out.getBuffer().length() > MOST_CHARS) return Optional.empty();
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        return Optional.of(out.toString());
    }

    private static DefaultPrettyPrinter printer() {
        DefaultIndenter indent = new DefaultIndenter("  ", "\n");
        Separators separators = Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator("");
        return new DefaultPrettyPrinter().withSeparators(separators).withObjectIndenter(indent).withArrayIndenter(indent);
    }
}
