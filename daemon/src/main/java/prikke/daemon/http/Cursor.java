package prikke.daemon.http;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;
import prikke.core.ProblemException;

/** Where a list goes on: the id of the last item seen. Opaque to callers, so that it may come to hold more. */
public final class Cursor {
    private static final int BYTES = 16;

    private Cursor() {}

    public static String encode(UUID last) {
        byte[] bytes = ByteBuffer.allocate(BYTES)
                .putLong(last.getMostSignificantBits())
                .putLong(last.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    public static UUID decode(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw notOurs();
        }
        if (bytes.length != BYTES) throw notOurs();
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    private static ProblemException notOurs() {
        return ProblemException.of(
                ProblemException.Kind.BAD_REQUEST,
                "bad_request",
                "cursor is not one that this list gave: send next_cursor of the page before, or leave it out.");
    }
}
