package prikke.daemon;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import prikke.core.crypto.EncryptionKey;

/**
 * The file in the data directory that holds the encryption keys where the configuration gives none: one a line, the current one
 * first. It is for its owner only, and never half written.
 */
record KeyFile(Path path) {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    static KeyFile in(Path dataDir) {
        return new KeyFile(dataDir.resolve("encryption.key"));
    }

    boolean exists() {
        return Files.exists(path);
    }

    /**
     * The keys, the current one first.
     *
     * @throws CannotStartException when others may read the file, or it holds anything but keys
     */
    List<EncryptionKey> read() {
        try {
            String open = openTo();
            if (!open.isEmpty()) {
                throw CannotStartException.failed("The encryption key in " + path + " can be read by others (" + open
                        + "). Close it: chmod 600 " + path + ". Where somebody may have read it, replace it then: prikke daemon rotate-key.");
            }
            List<EncryptionKey> keys = Files.readAllLines(path, StandardCharsets.US_ASCII).stream()
                    .filter(line -> !line.isBlank())
                    .map(EncryptionKey::parse)
                    .toList();
            if (keys.isEmpty()) throw new IllegalArgumentException("it is empty");
            return keys;
        } catch (IllegalArgumentException e) {
            throw CannotStartException.failed("The encryption key in " + path + " can't be used: " + e.getMessage()
                    + ". Restore the file from where you keep a copy of it.");
        } catch (IOException e) {
            throw CannotStartException.failed("The encryption key in " + path + " can't be read: " + e
                    + ". It must belong to the user that the daemon runs as, with permissions 600.");
        }
    }

    /** How far the file is open to others, as in {@code rw-r--r--}; empty when it is not. */
    String openTo() throws IOException {
        if (!posix()) return "";
        Set<PosixFilePermission> given = Files.getPosixFilePermissions(path);
        return given.stream().allMatch(permission -> permission.name().startsWith("OWNER_")) ? "" : PosixFilePermissions.toString(given);
    }

    /** Replaces the keys. When this returns they are on the disk; should it not come to that, those before are. */
    void write(List<EncryptionKey> keys) {
        String text = keys.stream().map(EncryptionKey::text).collect(Collectors.joining("\n", "", "\n"));
        Path draft = path.resolveSibling(path.getFileName() + ".new");
        try {
            Files.deleteIfExists(draft);
            if (posix()) Files.createFile(draft, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            else Files.createFile(draft);
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
                while (bytes.hasRemaining()) channel.write(bytes);
                channel.force(true);
            }
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            syncFolder();
        } catch (IOException e) {
            throw CannotStartException.failed("The encryption key can't be written to " + path + ": " + e
                    + ". Change the folder's permissions, or give the key as PRIKKE_ENCRYPTION_KEY.");
        }
    }

    /** Removes a file that turned out to hold the wrong key before anything was sealed with it. */
    void discard() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw CannotStartException.failed("The file " + path + " can't be removed: " + e);
        }
    }

    /** The folder holds the file's name: without this a power failure could take it away again. */
    private void syncFolder() throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null || !posix()) return;
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private boolean posix() {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
