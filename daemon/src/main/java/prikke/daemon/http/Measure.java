package prikke.daemon.http;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Where a body is written that nobody wants but for its length. */
final class Measure extends OutputStream {
    private long length;

    /** How many bytes it has. */
    static long of(Streamed.Content content) {
        try (Measure measure = new Measure()) {
            content.writeTo(measure);
            return measure.length;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void write(int one) {
        length++;
    }

    @Override
    public void write(byte[] some, int from, int count) {
        length += count;
    }
}
