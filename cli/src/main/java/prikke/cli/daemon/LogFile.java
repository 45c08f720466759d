package prikke.cli.daemon;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;

/** Reads the end of a log without reading what comes before. */
record LogFile(Path path) {
    private static final int LARGEST = 1 << 20;

    /** The last lines, of what was written from a position on. */
    List<String> since(long position, int lines) throws IOException {
        List<String> all = from(position).text().lines().toList();
        return all.subList(Math.max(0, all.size() - lines), all.size());
    }

    /** The last lines; of a log whose last lines are longer than a mebibyte, those that are in that mebibyte. */
    List<String> last(int lines) throws IOException {
        return since(0, lines);
    }

    /** What was written from a position on, a mebibyte at most, and the position after it. */
    Part from(long position) throws IOException {
        try (var file = new RandomAccessFile(path.toFile(), "r")) {
            long end = file.length();
            long start = Math.max(position > end ? 0 : position, end - LARGEST);
            byte[] bytes = new byte[(int) (end - start)];
            file.seek(start);
            file.readFully(bytes);
            return new Part(new String(bytes, UTF_8), end);
        }
    }

    /** A part of the log. */
    record Part(String text, long end) {}
}
