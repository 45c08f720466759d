package prikke.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;
import prikke.core.api.Json;

/**
 * Prints things one by one, as they come: a line each, an object a line in JSON, an item of one list in YAML. Whatever is printed is on
 * its way before the next is waited for.
 */
public final class ItemPrinter<T> {
    private final Format format;
    private final boolean quiet;
    private final int width;
    private final PrintStream out;
    private final View<T> view;
    private final LineFormat<T> lines;
    private final Ink ink;
    private final @Nullable Csv csv;
    private boolean begun;

    /** @param width how wide lines may be; 0 for as wide as they are */
    ItemPrinter(Format format, boolean quiet, int width, PrintStream out, View<T> view, LineFormat<T> lines, Ink ink) {
        this.format = format;
        this.quiet = quiet;
        this.width = width;
        this.out = out;
        this.view = view;
        this.lines = lines;
        this.ink = ink;
        this.csv = format == Format.CSV ? new Csv(view.type()) : null;
    }

    /** Prints a thing. */
    public void print(JsonNode json, T item) {
        begin();
        if (quiet) out.println(view.id().apply(item));
        else if (csv != null) out.println(csv.row(json));
        else out.print(text(json, item));
        out.flush();
    }

    private String text(JsonNode json, T item) {
        return switch (format) {
            case JSON -> Json.text(json) + "\n";
            case YAML -> {
                ArrayNode one = JsonNodeFactory.instance.arrayNode();
                one.add(json);
                yield Yaml.text(one);
            }
            case TABLE, CSV -> line(item) + "\n";
        };
    }

    private String line(T item) {
        LineFormat.Line line = lines.line(item, width > 0);
        String after = Table.printable(line.after());
        int room = Math.max(0, width - line.before().length() - line.status().length());
        boolean cut = width > 0 && after.length() > room;
        return line.before() + ink.status(line.status()) + (cut ? after.substring(0, Math.max(0, room - 1)) + "…" : after);
    }

    private void begin() {
        if (begun) return;
        begun = true;
        if (csv != null && !quiet) out.println(csv.header());
    }

    /** Nothing more comes. */
    public void end() {
        begin();
        out.flush();
    }

    /** Whether somebody still takes what is printed. */
    public boolean isRead() {
        return !out.checkError();
    }
}
