package prikke.cli.sync;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import prikke.cli.ExitCodes;
import prikke.cli.Failure;
import prikke.cli.Streams;

/** One document from one file or several, and where everything in it stands. */
final class SyncFiles {
    private static final Map<String, String> KNOWN_BY = new TreeMap<>(Map.of("jobs", "key", "queues", "name"));

    private final ObjectNode document = JsonNodeFactory.instance.objectNode();
    private final Map<String, Place> places = new HashMap<>();
    private final List<String> names;

    private SyncFiles(List<String> names) {
        this.names = names;
    }

    /**
     * Reads them, {@code -} from stdin.
     *
     * @throws Failure if one of them can't be read
     */
    static SyncFiles read(List<String> names, Streams io) {
        SyncFiles files = new SyncFiles(names);
        names.forEach(name -> files.add(content(name, io)));
        return files;
    }

    ObjectNode document() {
        return document;
    }

    /** What messages call them. */
    String names() {
        return names.size() == 1 ? shown(names.getFirst()) : names.size() + " files";
    }

    int count(String part) {
        return document.path(part).size();
    }

    /** Where a path of the document stands, or the nearest thing around it; null where that is not known. */
    @Nullable Place place(String path) {
        for (String at = path; !at.isEmpty(); at = around(at)) {
            Place place = places.get(at);
            if (place != null) return place;
        }
        return null;
    }

    private static String around(String path) {
        return path.substring(0, Math.max(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['))));
    }

    private static YamlFile.Content content(String name, Streams io) {
        try (Reader reader = name.equals("-") ? new InputStreamReader(io.in(), UTF_8) : Files.newBufferedReader(Path.of(name), UTF_8)) {
            return YamlFile.read(shown(name), reader);
        } catch (NoSuchFileException e) {
            throw Failure.usage("There is no file " + name + ".\nName one with -f FILE, or read stdin with -f -.");
        } catch (CharacterCodingException e) {
            throw new Failure(ExitCodes.REFUSED, "invalid", name + " is not text in UTF-8.");
        } catch (IOException | InvalidPathException e) {
            throw Failure.usage(name + " cannot be read: " + e.getMessage() + ".");
        }
    }

    private static String shown(String name) {
        return name.equals("-") ? "stdin" : name;
    }

    /** Parts that come in several files are put together as lists: then the paths of what is in them are others. */
    private void add(YamlFile.Content content) {
        for (Map.Entry<String, JsonNode> part : content.document().properties()) {
            String name = part.getKey();
            JsonNode there = document.get(name);
            if (there == null) {
                document.set(name, part.getValue());
                content.places().forEach((path, place) -> {
                    if (isIn(path, name)) places.put(path, place);
                });
            } else if (KNOWN_BY.containsKey(name)) {
                join(name, listed(name, there), part.getValue(), content.places());
            }
        }
    }

    private static boolean isIn(String path, String part) {
        return path.equals(part) || path.startsWith(part + ".") || path.startsWith(part + "[");
    }

    /** The part as a list, its places with it. */
    private ArrayNode listed(String part, JsonNode there) {
        if (there instanceof ArrayNode list) return list;
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        document.set(part, list);
        Map<String, Place> old = new HashMap<>(places);
        places.keySet().removeIf(path -> isIn(path, part));
        join(part, list, there, old);
        return list;
    }

    private void join(String part, ArrayNode list, JsonNode more, Map<String, Place> placesOfMore) {
        if (more instanceof ObjectNode byName) {
            byName.properties().forEach(entry -> join(part, list, named(part, entry.getKey(), entry.getValue()), part + "." + entry.getKey(), placesOfMore));
        } else {
            for (int i = 0; i < more.size(); i++) join(part, list, more.get(i), part + "[" + i + "]", placesOfMore);
        }
    }

    private void join(String part, ArrayNode list, JsonNode item, String was, Map<String, Place> placesOfMore) {
        String is = part + "[" + list.size() + "]";
        list.add(item);
        placesOfMore.forEach((path, place) -> {
            if (path.equals(was) || path.startsWith(was + ".")) places.put(is + path.substring(was.length()), place);
        });
    }

    private static JsonNode named(String part, String name, JsonNode item) {
        String field = String.valueOf(KNOWN_BY.get(part));
        return item instanceof ObjectNode object && !object.hasNonNull(field) ? object.put(field, name) : item;
    }
}
