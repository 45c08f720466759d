package prikke.cli.profile;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Pattern;
import prikke.cli.Failure;
import prikke.core.api.Json;

/** The profiles of one folder, a file each. The files hold tokens: the folder is made 0700 and the files 0600. */
public final class Profiles {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

    private final Path folder;

    /** The profiles in a folder, which need not exist yet. */
    public Profiles(Path folder) {
        this.folder = folder;
    }

    /**
     * The profile of a name, or {@link Profile#EMPTY} where there is none.
     *
     * @throws Failure if the name or the file is unusable
     */
    public Profile read(String name) {
        Path file = file(name);
        try {
            return Json.mapper().readValue(Files.readString(file), Profile.class);
        } catch (NoSuchFileException e) {
            return Profile.EMPTY;
        } catch (JsonProcessingException e) {
            throw Failure.failed("profile", file + " is not a profile.\nRemove it and sign in again: prikke login");
        } catch (IOException e) {
            throw Failure.failed("profile", file + " cannot be read: " + e.getMessage());
        }
    }

    /** Saves a profile: as a whole, or not at all. */
    public void write(String name, Profile profile) {
        Path file = file(name);
        try {
            createFolder();
            Path draft = Files.createTempFile(folder, name, ".tmp", owner("rw-------"));
            Files.writeString(draft, Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(profile) + "\n");
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw Failure.failed("profile", "The profile cannot be saved to " + file + ": " + e.getMessage()
                    + ".\nChoose another folder with PRIKKE_CONFIG_DIR.");
        }
    }

    private void createFolder() throws IOException {
        if (!Files.isDirectory(folder)) {
            Path parent = folder.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.createDirectory(folder, owner("rwx------"));
        }
    }

    private Path file(String name) {
        if (!NAME.matcher(name).matches()) {
            throw Failure.usage("'" + name + "' cannot be the name of a profile.\nUse letters, digits, dots, dashes and underscores.");
        }
        return folder.resolve(name + ".json");
    }

    private static FileAttribute<?> owner(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }
}
