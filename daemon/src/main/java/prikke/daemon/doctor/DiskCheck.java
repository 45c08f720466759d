package prikke.daemon.doctor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

/** Room on the disk, and how long it takes to bring something to it. */
final class DiskCheck {
    private static final long MIB = 1024 * 1024;
    private static final long SCARCE = 1024 * MIB;
    private static final long TOO_LITTLE = 100 * MIB;

    /** An acknowledged change waits for a flush; above this, everybody notices. */
    private static final double SLOW_MS = 30;

    private static final int FLUSHES = 11;

    private DiskCheck() {}

    static List<Finding> look(Path dir) {
        if (!Files.isDirectory(dir)) return List.of();
        try {
            return List.of(room(dir), flushing(dir));
        } catch (IOException e) {
            return List.of(Finding.wrong("disk", "can't be written: " + e, "Look at the disk and the permissions of " + dir));
        }
    }

    private static Finding room(Path dir) throws IOException {
        long free = Files.getFileStore(dir).getUsableSpace();
        String found = free / MIB + " MiB free";
        if (free >= SCARCE) return Finding.ok("disk space", found);
        String advice = "Make room, or keep less history: history.keep";
        return free >= TOO_LITTLE ? Finding.warning("disk space", found, advice) : Finding.wrong("disk space", found, advice);
    }

    private static Finding flushing(Path dir) throws IOException {
        Path file = Files.createTempFile(dir, "doctor", ".tmp");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            long[] nanos = new long[FLUSHES];
            for (int i = 0; i < FLUSHES; i++) {
                long from = System.nanoTime();
                channel.write(ByteBuffer.allocate(4096), 4096L * i);
                channel.force(false);
                nanos[i] = System.nanoTime() - from;
            }
            Arrays.sort(nanos);
            double ms = nanos[FLUSHES / 2] / 1e6;
            String found = "a flush takes %.1f ms (median of %d)".formatted(ms, FLUSHES);
            return ms <= SLOW_MS
                    ? Finding.ok("disk flush", found)
                    : Finding.warning("disk flush", found, "Each change waits for one. Use a faster disk, or see database.sync in the README.");
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
