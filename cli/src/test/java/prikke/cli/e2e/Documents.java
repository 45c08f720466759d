package prikke.cli.e2e;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import prikke.core.api.Json;

/** Reads what commands print for programs as a program would: by a parser that takes nothing but what the format allows. */
final class Documents {
    private Documents() {}

    /**
     * The document in the text: a list of things, or one thing.
     *
     * @throws IOException if the text is not exactly one of the format
     */
    static JsonNode read(String format, String text) throws IOException {
        JsonNode read = switch (format) {
            case "json" -> json(text);
            case "yaml" -> Json.mapper().valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).load(text));
            case "csv" -> csv(text);
            default -> throw new IllegalArgumentException(format);
        };
        if (!read.isContainerNode()) throw new IOException("is no document: " + text);
        return read;
    }

    private static JsonNode json(String text) throws IOException {
        try (JsonParser parser = Json.mapper().createParser(text)) {
            JsonNode read = Json.mapper().readTree(parser);
            if (parser.nextToken() != null) throw new IOException("goes on after the document: " + text);
            return read;
        }
    }

    private static JsonNode csv(String text) throws IOException {
        List<List<String>> rows = rows(text);
        List<String> header = rows.removeFirst();
        for (String name : header) if (!name.matches("[a-z][a-z0-9_]*")) throw new IOException("has no header of fields: " + header);
        ArrayNode all = Json.mapper().createArrayNode();
        for (List<String> row : rows) {
            if (row.size() != header.size()) throw new IOException("has " + row.size() + " cells under " + header.size() + " names: " + row);
            Map<String, String> cells = new LinkedHashMap<>();
            for (int i = 0; i < row.size(); i++) cells.put(header.get(i), row.get(i));
            all.addPOJO(Json.mapper().valueToTree(cells));
        }
        return Json.mapper().readTree(all.toString());
    }

    /** As RFC 4180 has it, with line feeds. */
    private static List<List<String>> rows(String text) throws IOException {
        if (!text.endsWith("\n")) throw new IOException("does not end with a line feed: " + text);
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '"' && text.charAt(i + 1) == '"') {
                cell.append(text.charAt(++i));
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ',' || c == '\n')) {
                row.add(cell.toString());
                cell.setLength(0);
                if (c == '\n') {
                    rows.add(row);
                    row = new ArrayList<>();
                }
            } else {
                cell.append(c);
            }
        }
        if (quoted) throw new IOException("has a quote that does not end: " + text);
        return rows;
    }
}
