package prikke.cli.completion;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import prikke.cli.profile.Profiles;

/** What can be known without a server: time zones, profiles, files. What lies with the server it asks others for. */
public final class LocalNames implements Names {
    private final Profiles profiles;
    private final Names server;

    public LocalNames(Profiles profiles, Names server) {
        this.profiles = profiles;
        this.server = server;
    }

    @Override
    public List<Proposal> of(Kind kind, String prefix) {
        return switch (kind) {
            case PROFILE -> profiles.names().stream().map(name -> new Proposal(name, "")).toList();
            case ZONE -> ZoneId.getAvailableZoneIds().stream().sorted().map(zone -> new Proposal(zone, "")).toList();
            case FILE -> files(prefix, "", false);
            case FOLDER -> files(prefix, "", true);
            case BODY -> prefix.startsWith("@") ? files(prefix.substring(1), "@", false) : List.of();
            case WORD, FREE -> List.of();
            case JOB, RUN, QUEUE, API_KEY, ORG, SECRET -> server.of(kind, prefix);
        };
    }

    /** The files whose paths begin so, written as the path was begun; hidden ones only where they were asked for. */
    private static List<Proposal> files(String begun, String before, boolean foldersOnly) {
        int slash = begun.lastIndexOf('/');
        String folder = begun.substring(0, slash + 1);
        String name = begun.substring(slash + 1);
        var found = new ArrayList<Proposal>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of(folder.isEmpty() ? "." : folder))) {
            for (Path path : all) {
                String file = String.valueOf(path.getFileName());
                boolean isFolder = Files.isDirectory(path);
                if (file.startsWith(name) && (isFolder || !foldersOnly) && (!file.startsWith(".") || name.startsWith("."))) {
                    found.add(new Proposal(before + folder + file + (isFolder ? "/" : ""), ""));
                }
            }
        } catch (IOException | DirectoryIteratorException | InvalidPathException e) {
            // A folder that cannot be read has nothing to propose, and completion is no place to complain.
            return List.of();
        }
        return found.stream().sorted((one, other) -> one.value().compareTo(other.value())).toList();
    }
}
