package prikke.core.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;

/** The one configuration of JSON that the daemon and its clients share. */
public final class Json {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxNumberLength(64)
                    .build())
            .build();

    private Json() {}

    /** The mapper; immutable, safe to share. */
    public static JsonMapper mapper() {
        return Mapper.INSTANCE;
    }

    /**
     * Reads a document as the mapper would, but without one: to set it up takes a command line longer than all else that it does.
     *
     * @return a missing node where there is nothing to read
     */
    public static JsonNode tree(String text) throws JsonProcessingException {
        return JsonTree.read(FACTORY, text);
    }

    /** Reads a document as a record, likewise. */
    public static <T> T read(String text, Class<T> type) throws JsonProcessingException {
        JsonNode tree = tree(text);
        return tree.isMissingNode() ? mapper().readValue(text, type) : Records.read(tree, type);
    }

    /** A record as a document, likewise. */
    public static ObjectNode fields(Object record) {
        return Records.write(record);
    }

    /** A document as text, likewise. */
    public static String text(JsonNode document) {
        var text = new StringWriter();
        try (JsonGenerator out = FACTORY.createGenerator(text)) {
            write(document, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** Writes a document, likewise. */
    public static void write(JsonNode document, JsonGenerator out) throws IOException {
        JsonTree.write(document, out);
    }

    /** What writes tokens to a stream, in UTF-8; closing it leaves the stream open. */
    public static JsonGenerator generator(OutputStream to) throws IOException {
        return FACTORY.createGenerator(to).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    }

    /** An instant as the API writes it: RFC 3339 in UTC with three decimals. */
    public static String instant(Instant instant) {
        return InstantText.of(instant);
    }

    /** Made when it is first asked for. */
    private static final class Mapper {
        static final JsonMapper INSTANCE = JsonMapper.builder(FACTORY)
                .addModule(new JavaTimeModule())
                .addModule(new SimpleModule("prikke").addSerializer(Instant.class, new InstantWithMillis()))
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
    }

    private static final class InstantWithMillis extends StdSerializer<Instant> {
        private static final long serialVersionUID = 1;

        InstantWithMillis() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(instant(value));
        }
    }
}
