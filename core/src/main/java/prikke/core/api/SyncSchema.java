package prikke.core.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The JSON Schema (2020-12) of the documents that {@code PUT /sync} takes, by which editors complete and check them. */
public final class SyncSchema {
    /** Where the daemon has it, for anyone. */
    public static final String PATH = "/schemas/sync.json";

    private SyncSchema() {}

    /** The schema as JSON. */
    public static String text() {
        try (InputStream in = Objects.requireNonNull(SyncSchema.class.getResourceAsStream("sync.schema.json"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
