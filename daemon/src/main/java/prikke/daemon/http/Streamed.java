package prikke.daemon.http;

import java.io.IOException;
import java.io.OutputStream;

/**
 * The body of an answer that is written as it is made, because it may be larger than what should be in memory.
 *
 * @param type its media type
 */
public record Streamed(String type, Content content) {

    /** Writes it. By then the answer has begun: refusals are to be thrown before. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;

        /** It is not to be written after all. */
        default void unwanted() {}
    }
}
