package prikke.cli.profile;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A folder for files that only their owner may read: made 0700, and the files 0600. Where the file system knows no such permissions,
 * as on Windows, the folder is the user's own anyway, and files inherit who may read them from it.
 *
 * @param path where it lies; it need not exist yet
 */
public record PrivateFolder(Path path) {

    /** Writes a file: as a whole, or not at all. */
    void write(String name, String text) throws IOException {
        make();
        Path draft = Files.createTempFile(path, name, ".tmp", owner("rw-------"));
        Files.writeString(draft, text);
        Files.move(draft, path.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The file of that name, made empty where there is none. */
    public Path file(String name) throws IOException {
        make();
        Path file = path.resolve(name);
        if (Files.notExists(file)) {
            Files.createFile(file, owner("rw-------"));
        } else if (knowsPermissions()) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        return file;
    }

    /** Fails where nothing could be written to it. */
    void requireWritable() throws IOException {
        make();
        if (!Files.isWritable(path)) {
            throw new AccessDeniedException(path.toString());
        }
    }

    private void make() throws IOException {
        if (!Files.isDirectory(path)) {
            Path parent = path.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.createDirectory(path, owner("rwx------"));
        }
    }

    private FileAttribute<?>[] owner(String permissions) {
        return knowsPermissions()
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))}
                : new FileAttribute<?>[0];
    }

    private boolean knowsPermissions() {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
