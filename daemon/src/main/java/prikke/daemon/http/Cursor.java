package prikke.daemon.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;
import prikke.core.Place;
import prikke.core.ProblemException;

/**
 * Where a list goes on: the id of the last item seen; for lists that can be sorted differently, also how this one was and what it was
 * sorted by. Opaque to callers, so that it may come to hold more.
 */
public final class Cursor {
    private static final int BYTES = 16;
    private static final char VALUE = '=';

    private Cursor() {}

    public static String encode(UUID last) {
        byte[] bytes = ByteBuffer.allocate(BYTES)
                .putLong(last.getMostSignificantBits())
                .putLong(last.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Of a list that was sorted so. */
    public static String encode(String sort, Place last) {
        byte[] rest = (sort + (last.value() == null ? "" : VALUE + last.value())).getBytes(UTF_8);
        byte[] bytes = ByteBuffer.allocate(BYTES + rest.length)
                .putLong(last.id().getMostSignificantBits())
                .putLong(last.id().getLeastSignificantBits())
                .put(rest)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    public static UUID decode(String text) {
        byte[] bytes = bytes(text);
        if (bytes.length != BYTES) throw notOurs();
        return id(bytes);
    }

    /** Of a list that is sorted so. */
    public static Place decode(String text, String sort) {
        byte[] bytes = bytes(text);
        if (bytes.length <= BYTES) throw notOurs();
        String rest = new String(bytes, BYTES, bytes.length - BYTES, UTF_8);
        int value = rest.indexOf(VALUE);
        String sorted = value < 0 ? rest : rest.substring(0, value);
        if (!sorted.equals(sort)) throw otherwiseSorted(sorted, sort);
        return new Place(value < 0 ? null : rest.substring(value + 1), id(bytes));
    }

    private static byte[] bytes(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            if (bytes.length >= BYTES) return bytes;
        } catch (IllegalArgumentException e) {
            throw notOurs();
        }
        throw notOurs();
    }

    private static UUID id(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    private static ProblemException otherwiseSorted(String sorted, String sort) {
        if (!sorted.matches("-?[a-z_]+")) return notOurs();
        return Query.bad("cursor is of a list sorted by " + sorted + ", and this one is sorted by " + sort
                + ": keep to one sort from the first page to the last, or leave the cursor out to begin anew.");
    }

    /** The refusal of what no list gave. */
    public static ProblemException notOurs() {
        return ProblemException.of(
                ProblemException.Kind.BAD_REQUEST,
                "bad_request",
                "cursor is not one that this list gave: send next_cursor of the page before, or leave it out.");
    }
}
