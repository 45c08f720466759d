package prikke.core.engine;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Keeps the first bytes of an answer's body and knows whether there were more. */
final class Capture {
    /** What is kept of a body; {@code PRODUCT.md} section 6. */
    static final int MOST = 256 * 1024;

    private static final int FIRST = 1024;
    private static final byte[] NONE = {};

    private byte[] buffer = NONE;
    private int length;
    private boolean truncated;

    void clear() {
        length = 0;
        truncated = false;
    }

    /**
     * Reads up to the bound.
     *
     * @return whether that was all; otherwise the rest is not to be read
     */
    boolean read(InputStream body) throws IOException {
        while (length < MOST) {
            if (length == buffer.length) buffer = Arrays.copyOf(buffer, Math.clamp(2L * length, FIRST, MOST));
            int read = body.read(buffer, length, buffer.length - length);
            if (read < 0) return true;
            length += read;
        }
        truncated = body.read() >= 0;
        return !truncated;
    }

    byte[] bytes() {
        return length == buffer.length ? buffer : Arrays.copyOf(buffer, length);
    }

    boolean truncated() {
        return truncated;
    }
}
