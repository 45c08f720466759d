package prikke.daemon.web.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A paragraph of the description, in which {@code `code`} and {@code **weight**} are marked. */
public record Prose(List<Span> spans) {
    private static final Pattern MARKED = Pattern.compile("`([^`]+)`|\\*\\*([^*]+)\\*\\*");

    /** A piece of it. */
    public record Span(String text, Style style) {}

    /** How a piece looks. */
    public enum Style {
        PLAIN,
        CODE,
        WEIGHTY
    }

    /** One paragraph. */
    static Prose of(String text) {
        List<Span> spans = new ArrayList<>();
        Matcher marked = MARKED.matcher(text);
        int from = 0;
        while (marked.find()) {
            if (marked.start() > from) spans.add(new Span(text.substring(from, marked.start()), Style.PLAIN));
            spans.add(marked.group(1) != null ? new Span(marked.group(1), Style.CODE) : new Span(marked.group(2), Style.WEIGHTY));
            from = marked.end();
        }
        if (from < text.length()) spans.add(new Span(text.substring(from), Style.PLAIN));
        return new Prose(spans);
    }

    /** The paragraphs of a text, with blank lines between. */
    static List<Prose> paragraphs(String text) {
        return Stream.of(text.strip().split("\n\\s*\n")).filter(paragraph -> !paragraph.isBlank()).map(Prose::of).toList();
    }
}
