package prikke.daemon.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * Reads bodies up to the largest that is taken. What is somewhat larger is read to its end and thrown away before it is
 * refused: a caller who still sends when the connection closes would see it reset, and not the answer.
 */
final class BoundedBody {
    /** The largest body that most routes take, in bytes. */
    static final int MOST = 1024 * 1024;

    /** The largest body that any route takes, in bytes: a batch. */
    static final int MOST_OF_ANY = 8 * MOST;

    /** The largest that is read at all. */
    static final int MOST_DISCARDED = 16 * MOST;

    private BoundedBody() {}

    static byte[] read(ServerRequest http, int most) {
        if (!http.content().hasEntity()) return new byte[0];
        long announced = http.headers().contentLength().orElse(0);
        boolean asksFirst = http.headers().contains(HeaderNames.EXPECT);
        if (announced > (asksFirst ? most : MOST_DISCARDED)) throw tooLarge(most, true);
        Watch.moving(announced > 0 ? Math.min(announced, MOST_DISCARDED) : most);
        try (InputStream in = http.content().inputStream()) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length <= most) return bytes;
            throw tooLarge(most, !discard(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            Watch.working();
        }
    }

    /** Reads to its end what nobody wants to have, unless its sender waits to be asked for it. */
    static void skip(ServerRequest http) {
        if (!http.content().hasEntity() || http.headers().contains(HeaderNames.EXPECT)) return;
        Watch.moving(MOST_DISCARDED);
        try (InputStream in = http.content().inputStream()) {
            discard(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            Watch.working();
        }
    }

    /** Whether the end was reached. */
    private static boolean discard(InputStream in) throws IOException {
        byte[] buffer = new byte[8192];
        int left = MOST_DISCARDED;
        while (left > 0) {
            int read = in.read(buffer);
            if (read < 0) return true;
            left -= read;
        }
        return false;
    }

    static RefusedBodyException tooLarge(int most, boolean close) {
        return new RefusedBodyException(
                413, "The body is larger than " + most + " bytes, the most that is taken in one request.", close);
    }
}
