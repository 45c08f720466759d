package prikke.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.PrintStream;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import prikke.core.api.Answer;

/** Prints the result of a command to stdout in the format that was asked for, and notes beside it to stderr. */
public final class Output {
    private static final String FETCHING = "Fetching";

    private final Format format;
    private final boolean quiet;
    private final boolean terminal;
    private final boolean watched;
    private final int columns;
    private final PrintStream out;
    private final PrintStream err;
    private final Times times;
    private final Ink ink;

    /**
     * @param colors whether to colour
     * @param terminal whether a person reads stdout
     * @param watched whether a person looks at stderr meanwhile
     * @param columns how wide the terminal is
     */
    public Output(
            Format format,
            boolean quiet,
            boolean colors,
            boolean terminal,
            boolean watched,
            int columns,
            PrintStream out,
            PrintStream err,
            InstantSource clock) {
        this.format = format;
        this.quiet = quiet;
        this.terminal = terminal;
        this.watched = watched;
        this.columns = columns;
        this.out = out;
        this.err = err;
        this.times = new Times(clock.instant(), ZoneId::systemDefault, terminal);
        this.ink = new Ink(colors);
    }

    /** Whether the result is a table or sentences, and neither ids nor a document. */
    public boolean readable() {
        return format == Format.TABLE && !quiet;
    }

    /** Prints a list. {@code ifEmpty} is said beside an empty table. */
    public <T> void list(Stream<Answer<T>> items, View<T> view, String ifEmpty) {
        if (quiet) {
            whileWatched(items, all -> all.forEach(item -> out.println(view.id().apply(item.value()))));
            return;
        }
        switch (format) {
            case TABLE -> tableOf(gathered(items).stream().map(Answer::value).toList(), view, ifEmpty);
            case JSON -> whileWatched(items, all -> JsonText.array(all.map(Answer::json).iterator(), out));
            case YAML -> {
                ArrayNode all = JsonNodeFactory.instance.arrayNode();
                gathered(items).forEach(item -> all.add(item.json()));
                out.print(Yaml.text(all));
            }
            case CSV -> {
                var csv = new Csv(view.type());
                out.println(csv.header());
                whileWatched(items, all -> all.forEach(item -> out.println(csv.row(item.json()))));
            }
        }
    }

    /** All of them, before the first is printed. */
    private <T> List<T> gathered(Stream<T> items) {
        try (Progress progress = new Progress(watched, err, FETCHING)) {
            return items.peek(_ -> progress.one()).toList();
        }
    }

    /** What is printed to the same terminal as it comes shows by itself how far it has come. */
    private <T> void whileWatched(Stream<T> items, Consumer<Stream<T>> print) {
        try (Progress progress = new Progress(watched && !terminal, err, FETCHING)) {
            print.accept(items.peek(_ -> progress.one()));
        }
    }

    /** Prints an object that is mostly rows: of it whole, but as table or CSV its rows, and of these only ids where only ids are wanted. */
    public <T> void report(Answer<?> whole, List<Answer<T>> rows, View<T> view, String ifEmpty) {
        if (quiet || format == Format.TABLE || format == Format.CSV) {
            list(rows.stream(), view, ifEmpty);
        } else {
            document(whole.json(), view.type());
        }
    }

    /** Prints one thing with all its details. */
    public <T> void one(Answer<T> item, View<T> view) {
        if (quiet) {
            out.println(view.id().apply(item.value()));
        } else if (format == Format.TABLE) {
            details(item.value(), view.details());
        } else {
            document(item.json(), view.type());
        }
    }

    /** Prints things one by one, as they come. */
    public <T> ItemPrinter<T> printer(View<T> view, LineFormat<T> lines) {
        return new ItemPrinter<>(format, quiet, terminal ? columns : 0, out, view, lines, ink);
    }

    /** Prints what a command has done: the sentence for a reader, else the thing that it was done to. */
    public <T> void done(Answer<T> item, View<T> view, String sentence) {
        if (readable()) {
            line(sentence);
        } else {
            one(item, view);
        }
    }

    /** Prints what a command has done where nothing is left to print but the id of what it was done to. */
    public void done(String id, String sentence) {
        if (quiet) {
            out.println(id);
        } else if (format == Format.TABLE) {
            line(sentence);
        }
    }

    /** Prints a document that is no thing of the API's. */
    public void document(JsonNode json, Class<?> type) {
        switch (format) {
            case TABLE, JSON -> out.println(JsonText.of(json));
            case YAML -> out.print(Yaml.text(json));
            case CSV -> {
                var csv = new Csv(type);
                out.println(csv.header());
                out.println(csv.row(json));
            }
        }
    }

    /** Prints values that have no id: one a line where only ids are wanted, else the document. */
    public void values(List<String> values, JsonNode json, Class<?> type) {
        if (quiet) {
            values.forEach(out::println);
        } else {
            document(json, type);
        }
    }

    /** Prints text as it is, ending its last line; for a reader, without what would move the cursor. */
    public void text(String text) {
        String safe = terminal ? text.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "") : text;
        out.print(safe.endsWith("\n") ? safe : safe + "\n");
    }

    private <T> void tableOf(List<T> items, View<T> view, String ifEmpty) {
        if (items.isEmpty()) {
            note(ifEmpty);
            return;
        }
        var table = new Table(view.columns(), items, times, ink);
        List<String> lines = table.lines(width());
        if (table.fits(width())) {
            lines.forEach(out::println);
        } else {
            oneByOne(items, view);
        }
    }

    /** What is too wide for a table, and too precious to be cut. */
    private <T> void oneByOne(List<T> items, View<T> view) {
        for (int i = 0; i < items.size(); i++) {
            if (i > 0) out.println();
            details(items.get(i), view.details());
        }
    }

    private int width() {
        return terminal ? columns : Integer.MAX_VALUE;
    }

    /** Prints rows under headings, whatever the format. */
    public <T> void table(List<T> items, List<Column<T>> columnsOfT, String ifEmpty) {
        if (items.isEmpty()) {
            note(ifEmpty);
        } else {
            new Table(columnsOfT, items, times, ink).lines(width()).forEach(out::println);
        }
    }

    /** Prints labels and values, leaving out what has no value. */
    public <T> void details(T item, List<Column<T>> lines) {
        int width = lines.stream().mapToInt(line -> line.header().length()).max().orElse(0);
        for (Column<T> line : lines) {
            String text = Table.printable(line.text(item, times));
            if (!text.isEmpty()) {
                String label = line.header() + " ".repeat(width - line.header().length());
                out.println(ink.heading(label) + "  " + (line.kind() == Column.Kind.STATUS ? ink.status(text) : text));
            }
        }
    }

    /** Prints a sentence of the result, for a reader: over as many lines as it takes on a terminal. */
    public void line(String text) {
        out.println(terminal ? Wrapping.at(columns, text) : text);
    }

    /** Says something beside the result; a program that reads the result is not told. */
    public void note(String text) {
        if (readable()) {
            out.flush();
            err.println(text);
        }
    }

    /** How instants are written here. */
    public Times times() {
        return times;
    }

    /** Colours a status. */
    public String status(String status) {
        return ink.status(status);
    }

    /** Colours what is new. */
    public String fresh(String text) {
        return ink.fresh(text);
    }

    /** Colours what becomes another. */
    public String changed(String text) {
        return ink.changed(text);
    }

    /** Colours what is no more. */
    public String gone(String text) {
        return ink.gone(text);
    }

    /** The format that was asked for. */
    public Format format() {
        return format;
    }
}
