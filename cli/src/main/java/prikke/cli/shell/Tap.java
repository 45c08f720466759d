package prikke.cli.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/** A way to the terminal that can be shut: a command that was broken off and still runs on says nothing more. */
final class Tap extends OutputStream {
    private final OutputStream terminal;
    private volatile boolean shut;

    Tap(OutputStream terminal) {
        this.terminal = terminal;
    }

    PrintStream stream() {
        return new PrintStream(this, false, UTF_8);
    }

    void shut() {
        shut = true;
    }

    @Override
    public void write(int b) throws IOException {
        if (!shut) terminal.write(b);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        if (!shut) terminal.write(bytes, from, length);
    }

    @Override
    public void flush() throws IOException {
        if (!shut) terminal.flush();
    }
}
