package prikke.cli.shell;

import java.io.IOException;
import java.io.InputStream;

/** What a command in the shell finds in place of stdin, which is the shell's own. */
final class NoInput extends InputStream {
    @Override
    public int read() throws IOException {
        throw new IOException("stdin is read by the shell; give a file instead");
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        return read();
    }
}
