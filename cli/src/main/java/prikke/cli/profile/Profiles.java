package prikke.cli.profile;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import prikke.cli.Failure;
import prikke.cli.output.JsonText;
import prikke.core.api.Json;

/** The profiles of one folder, a file each. The files hold tokens: the folder is made 0700 and the files 0600. */
public final class Profiles {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

    private static final String SUFFIX = ".json";
    private static final String CURRENT = "current-profile";

    private final @Nullable Path folder;

    /** The profiles in a folder, which need not exist yet; null where there is no place for any. */
    public Profiles(@Nullable Path folder) {
        this.folder = folder;
    }

    /** Their names, in the order of the alphabet. */
    public List<String> names() {
        if (folder == null) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .filter(name -> NAME.matcher(name).matches())
                    .sorted()
                    .toList();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        } catch (IOException e) {
            throw Failure.failed("profile", "The profiles in " + folder + " cannot be listed: " + e.getMessage());
        }
    }

    /** The name of the profile to use where none is named. */
    public String current() {
        if (folder == null || !Files.isDirectory(folder)) {
            return Profile.DEFAULT;
        }
        try {
            String name = Files.readString(folder.resolve(CURRENT)).strip();
            return name.isEmpty() ? Profile.DEFAULT : name;
        } catch (NoSuchFileException e) {
            return Profile.DEFAULT;
        } catch (IOException e) {
            throw Failure.failed("profile", folder.resolve(CURRENT) + " cannot be read: " + e.getMessage());
        }
    }

    /** Uses this profile where none is named. */
    public void use(String name) {
        file(name);
        save(CURRENT, name + "\n");
    }

    /** Forgets a profile; whether there was one. */
    public boolean remove(String name) {
        Path file = file(name);
        try {
            return Files.deleteIfExists(file);
        } catch (IOException e) {
            throw Failure.failed("profile", file + " cannot be removed: " + e.getMessage());
        }
    }

    /**
     * The profile of a name, or {@link Profile#EMPTY} where there is none.
     *
     * @throws Failure if the name or the file is unusable
     */
    public Profile read(String name) {
        if (folder == null) {
            return Profile.EMPTY;
        }
        Path file = file(name);
        if (!Files.isDirectory(folder)) {
            return Profile.EMPTY;
        }
        try {
            return Json.read(Files.readString(file), Profile.class);
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
        save(String.valueOf(file(name).getFileName()), JsonText.of(Json.fields(profile)) + "\n");
    }

    /**
     * For who is about to get what only a profile can keep.
     *
     * @throws Failure if a profile of that name could not be saved
     */
    public void requireRoomFor(String name) {
        Path file = file(name);
        try {
            new PrivateFolder(place()).requireWritable();
        } catch (IOException e) {
            throw unsaved(file, e);
        }
    }

    private void save(String name, String text) {
        try {
            new PrivateFolder(place()).write(name, text);
        } catch (IOException e) {
            throw unsaved(place().resolve(name), e);
        }
    }

    private static Failure unsaved(Path file, IOException why) {
        return Failure.failed("profile", "The profile cannot be saved to " + file + ": " + why + ".\nChoose another folder with PRIKKE_CONFIG_DIR.");
    }

    private Path file(String name) {
        if (!NAME.matcher(name).matches()) {
            throw Failure.usage("'" + name + "' cannot be the name of a profile.\nUse letters, digits, dots, dashes and underscores.");
        }
        return place().resolve(name + SUFFIX);
    }

    private Path place() {
        if (folder == null) {
            throw Failure.failed("profile", "There is no home folder, so there is no place for a profile.\nSay where with PRIKKE_CONFIG_DIR.");
        }
        return folder;
    }
}
