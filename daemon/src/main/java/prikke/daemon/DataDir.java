package prikke.daemon;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder that is one daemon's own while it runs, and the files there that tell others of it. */
final class DataDir implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DataDir.class);

    private final Path path;
    private final FileChannel channel;
    private final Path pid;
    private final Path url;

    private DataDir(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
        this.pid = path.resolve("prikked.pid");
        this.url = path.resolve("prikked.url");
    }

    /** Where it lies unless told otherwise: the XDG Base Directory Specification's place for data. */
    static Path usual(Map<String, String> environment) {
        String xdg = environment.getOrDefault("XDG_DATA_HOME", "");
        Path base = xdg.isBlank()
                ? Path.of(environment.getOrDefault("HOME", System.getProperty("user.home", ".")))
                        .resolve(".local/share")
                : Path.of(xdg);
        return base.resolve("prikke");
    }

    /**
     * Makes the folder where there is none and takes it, until closed or until this process ends in whatever way.
     *
     * @throws CannotStartException when it can't be written, or another daemon has it
     */
    static DataDir take(Path path) {
        Path dir = path.toAbsolutePath().normalize();
        try {
            create(dir);
            FileChannel channel =
                    FileChannel.open(dir.resolve("prikked.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock(dir, channel);
            DataDir taken = new DataDir(dir, channel);
            taken.forgetTheDead();
            return taken;
        } catch (IOException e) {
            throw cannotWrite(dir, e);
        }
    }

    Path path() {
        return path;
    }

    /** A daemon that was killed has left its files: until this one says where it is, nobody shall be led elsewhere. */
    private void forgetTheDead() throws IOException {
        Files.deleteIfExists(pid);
        Files.deleteIfExists(url);
    }

    /** Writes the files by which others find this daemon. */
    void announce(String serverUrl) {
        try {
            write(pid, Long.toString(ProcessHandle.current().pid()));
            write(url, serverUrl);
        } catch (IOException e) {
            throw cannotWrite(path, e);
        }
    }

    /** Takes the files back and lets the folder go. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(url);
            Files.deleteIfExists(pid);
            channel.close();
        } catch (IOException e) {
            LOG.warn("event=data_dir_not_tidied path={}", path, e);
        }
    }

    private static void create(Path dir) throws IOException {
        if (Files.isDirectory(dir)) return;
        Path parent = dir.getParent();
        if (parent != null) Files.createDirectories(parent);
        boolean posix = dir.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (posix) {
            Files.createDirectory(
                    dir, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectory(dir);
        }
    }

    private static void lock(Path dir, FileChannel channel) throws IOException {
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock != null) return;
        channel.close();
        throw CannotStartException.failed("Another daemon already runs on " + dir + pidOf(dir)
                + ". Stop it with: prikke daemon stop. Or choose another folder with --data-dir.");
    }

    private static String pidOf(Path dir) {
        try {
            return " (process " + Files.readString(dir.resolve("prikked.pid")).strip() + ")";
        } catch (IOException e) {
            return "";
        }
    }

    /** In one step, so that nobody reads half of it. */
    private static void write(Path file, String line) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(draft, line + "\n");
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static CannotStartException cannotWrite(Path dir, IOException e) {
        String why =
                switch (e) {
                    case AccessDeniedException denied -> "no permission for " + denied.getFile();
                    case FileAlreadyExistsException exists -> exists.getFile() + " is a file";
                    default -> String.valueOf(e.getMessage());
                };
        return CannotStartException.failed("The data directory " + dir + " can't be written: " + why
                + ". Change its permissions, or choose another with --data-dir.");
    }
}
