package prikke.core.api;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Takes server-sent events apart, as the HTML standard has them. */
final class SseReader {
    private final BufferedReader lines;
    private @Nullable String lastId;

    SseReader(InputStream in) {
        this.lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    /** An event with something in it. */
    record Message(String event, String data) {}

    /** The id that came last, with or without an event; null before the first. */
    @Nullable String lastId() {
        return lastId;
    }

    /** The next event; null at the end. */
    @Nullable Message next() throws IOException {
        String event = "message";
        StringBuilder data = new StringBuilder();
        String id = lastId;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty()) {
                // Not before: of an event that breaks off the id must not count.
                lastId = id;
                if (!data.isEmpty()) return new Message(event, data.substring(0, data.length() - 1));
                event = "message";
                continue;
            }
            int colon = line.indexOf(':');
            String field = colon < 0 ? line : line.substring(0, colon);
            String value = colon < 0 ? "" : line.substring(line.startsWith(" ", colon + 1) ? colon + 2 : colon + 1);
            switch (field) {
                case "event" -> event = value;
                case "data" -> data.append(value).append('\n');
                case "id" -> id = value;
                default -> {
                    // A comment, which has no name, or something that is not for this reader.
                }
            }
        }
        return null;
    }
}
