package prikke.daemon.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import prikke.core.ProblemException;
import prikke.core.Slice;
import prikke.daemon.http.Cursor;

/**
 * Where a list stands, and how its links are made.
 *
 * @param path of the list
 * @param filters what it is narrowed down by; an empty text is none
 * @param org the organization that the address names, or null
 * @param cursor where the page begins, or null for the first
 * @param next where the next one begins, or null where there is none
 */
public record Pager(
        String path, Map<String, String> filters, @Nullable String org, @Nullable String cursor, @Nullable String next) {

    /** Reads where a page is to begin; null for the first. */
    public static @Nullable UUID cursor(Visit visit) {
        return visit.request().parameter("cursor").map(Cursor::decode).orElse(null);
    }

    /** The stretch of a list that is had whole; the first one too where what it is to go on after is gone. */
    public static <T> Slice<T> within(List<T> all, Function<T, UUID> id, @Nullable UUID after, int limit) {
        int from = after == null ? 0 : all.stream().map(id).toList().indexOf(after) + 1;
        return Slice.of(all.subList(from, Math.min(all.size(), from + limit + 1)), limit, id);
    }

    /** Of what a visitor asks for, where ids say where the list goes on. */
    public static Pager of(Visit visit, String path, @Nullable UUID next, String... filters) {
        return named(visit, path, next == null ? null : Cursor.encode(next), filters);
    }

    /** The same, where something else does. */
    public static Pager named(Visit visit, String path, @Nullable String next, String... filters) {
        Map<String, String> given = new LinkedHashMap<>();
        for (String filter : filters) given.put(filter, visit.request().parameter(filter).orElse(""));
        return new Pager(path, given, visit.request().parameter(Bearings.FIELD).orElse(null), visit.request().parameter("cursor").orElse(null), next);
    }

    /** The filter's value, or an empty text. */
    public String filter(String name) {
        return filters.getOrDefault(name, "");
    }

    /** Whether the list is narrowed down. */
    public boolean narrowed() {
        return filters.values().stream().anyMatch(value -> !value.isEmpty());
    }

    /** The first page of the list. */
    public String first() {
        return link(filters, null);
    }

    /** Where the first page is shown again whenever it changes, but for its organization; null on any other. */
    public @Nullable String live() {
        return cursor == null ? link("/live" + path, filters, null, null) : null;
    }

    /** The page after this one. */
    public String following() {
        return link(filters, next);
    }

    /** The list with another value of a filter. */
    public String with(String name, String value) {
        Map<String, String> other = new LinkedHashMap<>(filters);
        other.put(name, value);
        return link(other, null);
    }

    private String link(Map<String, String> filters, @Nullable String cursor) {
        return link(path, filters, org, cursor);
    }

    private static String link(String path, Map<String, String> filters, @Nullable String org, @Nullable String cursor) {
        StringBuilder link = new StringBuilder(path);
        filters.forEach((name, value) -> append(link, name, value));
        if (org != null) append(link, Bearings.FIELD, org);
        if (cursor != null) append(link, "cursor", cursor);
        return link.toString();
    }

    private static void append(StringBuilder link, String name, String value) {
        if (value.isEmpty()) return;
        link.append(link.indexOf("?") < 0 ? '?' : '&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }

    /** What a filter's text stands for; refused where it stands for nothing. */
    public static ProblemException unknown(String filter, String value) {
        return ProblemException.of(ProblemException.Kind.BAD_REQUEST, "bad_request", "There is no " + filter + " " + value + ". Go back to the list.");
    }
}
