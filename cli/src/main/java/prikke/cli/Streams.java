package prikke.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * Where a command reads from and writes to. What is printed is UTF-8, whatever the locale says.
 *
 * @param questions asks the user; null where the process's own terminal does
 */
public record Streams(InputStream in, PrintStream out, PrintStream err, @Nullable Questions questions) {

    /** Asks the user one question. */
    public interface Questions {
        /** The line that was typed; null where nothing was. */
        @Nullable String line(String question);

        /** The same, typed unseen. */
        @Nullable String secret(String question);
    }

    public Streams(InputStream in, PrintStream out, PrintStream err) {
        this(in, out, err, null);
    }

    static Streams ofProcess() {
        return new Streams(
                System.in,
                new PrintStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)), false, UTF_8),
                new PrintStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.err)), true, UTF_8));
    }

    public void flush() {
        out.flush();
        err.flush();
    }
}
