package prikke.cli.daemon;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * What a daemon leaves in its data directory for others to find it by.
 *
 * @param folder the data directory
 */
record DaemonFiles(Path folder) {
    private static final String MAIN = "prikke.daemon.Main";

    Path log() {
        return folder.resolve("prikked.log");
    }

    /** Makes the folder and the log where there are none, for their owner's eyes only: what jobs send and get lies there. */
    void make() throws IOException {
        if (!Files.isDirectory(folder)) {
            if (folder.getParent() != null) {
                Files.createDirectories(folder.getParent());
            }
            Files.createDirectory(folder, permissions("rwx------"));
        }
        if (Files.notExists(log())) {
            Files.createFile(log(), permissions("rw-------"));
        }
    }

    private FileAttribute<?>[] permissions(String permissions) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))}
                : new FileAttribute<?>[0];
    }

    /** The process, if it lives. A pid file outlives a killed daemon, so its number may by now be somebody else's. */
    Optional<ProcessHandle> process() {
        return line("prikked.pid")
                .filter(line -> line.matches("\\d{1,18}"))
                .flatMap(line -> ProcessHandle.of(Long.parseLong(line)))
                .filter(DaemonFiles::lives)
                .filter(DaemonFiles::isDaemon);
    }

    /** Where it listens. */
    Optional<URI> url() {
        return line("prikked.url").map(URI::create);
    }

    /**
     * Whether it has not ended. One whose parent never asks how it ended, as in a container whose first process does not, is taken for
     * alive by Java, and does nothing any more.
     */
    static boolean lives(ProcessHandle process) {
        return process.isAlive() && !isZombie(Path.of("/proc", Long.toString(process.pid()), "stat"));
    }

    private static boolean isZombie(Path stat) {
        if (Files.notExists(stat)) return false;
        try {
            // The name comes before, in brackets, and may have brackets in it.
            String line = Files.readString(stat, ISO_8859_1);
            return line.startsWith(") Z", line.lastIndexOf(')'));
        } catch (IOException e) {
            // It has ended just now, and somebody has asked.
            return true;
        }
    }

    private static boolean isDaemon(ProcessHandle process) {
        return process.info().commandLine().map(line -> line.contains(MAIN)).orElse(true);
    }

    private Optional<String> line(String name) {
        Path file = folder.resolve(name);
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(file).strip()).filter(line -> !line.isEmpty());
        } catch (NoSuchFileException e) {
            // The daemon has just stopped.
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
