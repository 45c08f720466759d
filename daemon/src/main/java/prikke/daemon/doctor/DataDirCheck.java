package prikke.daemon.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The data directory and who may read what lies in it. */
final class DataDirCheck {
    private DataDirCheck() {}

    static List<Finding> look(Path dir) {
        if (!Files.exists(dir)) return List.of(notThere(dir));
        if (!Files.isDirectory(dir) || !Files.isWritable(dir) || !Files.isReadable(dir)) {
            return List.of(Finding.wrong("data directory", dir + " can't be read and written by " + System.getProperty("user.name"),
                    "Change its owner or permissions, run the daemon as its owner, or choose another: --data-dir"));
        }
        List<Finding> findings = new ArrayList<>();
        try {
            findings.add(openToOthers(dir)
                    ? Finding.warning("data directory", dir + " is open to other users: " + permissions(dir), "chmod 700 " + dir)
                    : Finding.ok("data directory", dir + ", for its owner only"));
            for (String name : List.of("prikke.mv.db", "prikke.yaml")) {
                Path file = dir.resolve(name);
                if (!Files.exists(file) || !openToOthers(file) || !openToOthers(dir)) continue;
                findings.add(Finding.warning("permissions", file + " can be read by other users: " + permissions(file), "chmod 600 " + file));
            }
        } catch (IOException e) {
            findings.add(Finding.wrong("data directory", "its permissions can't be read: " + e, "Look at " + dir));
        }
        return findings;
    }

    private static Finding notThere(Path dir) {
        Path above = dir.getParent();
        while (above != null && !Files.exists(above)) above = above.getParent();
        return above != null && Files.isDirectory(above) && Files.isWritable(above)
                ? Finding.ok("data directory", dir + " is not there yet; the daemon makes it")
                : Finding.wrong("data directory", dir + " is not there and can't be made", "Make it, or choose another: --data-dir");
    }

    static boolean openToOthers(Path path) throws IOException {
        return posix(path) && Files.getPosixFilePermissions(path).stream().anyMatch(permission -> !permission.name().startsWith("OWNER_"));
    }

    private static String permissions(Path path) throws IOException {
        Set<PosixFilePermission> given = Files.getPosixFilePermissions(path);
        return PosixFilePermissions.toString(given);
    }

    private static boolean posix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
