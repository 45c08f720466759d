package prikke.daemon.web.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import prikke.core.api.Json;
import prikke.daemon.web.Moments;

/** What can be said of a body while it is typed: whether it is the JSON that it looks like. */
public final class BodyCheck {
    private BodyCheck() {}

    /** What keeps what looks like JSON from being it; null where nothing does. */
    public static @Nullable String wrong(String text) {
        if (!looksLikeJson(text)) return null;
        try {
            Json.mapper().readTree(text);
            return null;
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null ? "" : " in line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr();
            return "It looks like JSON and is none" + where + ". It can be saved as it is.";
        }
    }

    /** What is right about it. */
    public static String words(String text) {
        if (text.isEmpty()) return "None is sent. What begins with { or [ is sent as JSON.";
        String size = Moments.number(text.getBytes(StandardCharsets.UTF_8).length) + " bytes";
        return looksLikeJson(text) ? "JSON, " + size : "Text, " + size;
    }

    private static boolean looksLikeJson(String text) {
        String start = text.stripLeading();
        return start.startsWith("{") || start.startsWith("[");
    }
}
