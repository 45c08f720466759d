package prikke.daemon.http;

import java.io.IOException;
import java.io.OutputStream;

/** Where an answer is written bit by bit: whoever does not take a bit in time is hung up on. */
final class WatchedOutput extends OutputStream {
    private final OutputStream out;

    WatchedOutput(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        Watch.moving(length);
        out.write(bytes, from, length);
        Watch.working();
    }

    @Override
    public void flush() throws IOException {
        Watch.moving(0);
        out.flush();
        Watch.working();
    }

    @Override
    public void close() throws IOException {
        Watch.moving(0);
        out.close();
        Watch.working();
    }
}
