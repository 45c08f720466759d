package prikke.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;

/** Where a command reads from and writes to. What is printed is UTF-8, whatever the locale says. */
public record Streams(InputStream in, PrintStream out, PrintStream err) {

    static Streams ofProcess() {
        return new Streams(
                System.in,
                new PrintStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)), false, UTF_8),
                new PrintStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.err)), true, UTF_8));
    }

    void flush() {
        out.flush();
        err.flush();
    }
}
