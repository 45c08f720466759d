package prikke.cli.manual;

import java.util.List;

/** Writes a page in the man macros of roff: see man(7). */
final class Roff {
    private final StringBuilder page = new StringBuilder();

    /** @param date of the page, as {@code 2026-01-31} */
    Roff(String title, String date, String source) {
        macro("TH", quoted(title), "1", '"' + date + '"', quoted(source), quoted("Prikke manual"));
        // Words are not to be broken: who reads would type them with the hyphen. And lines are not to be stretched.
        page.append(".nh\n.ad l\n");
    }

    Roff section(String heading) {
        return macro("SH", quoted(heading));
    }

    /** Paragraphs; the first needs no beginning of its own, right behind its heading. */
    Roff paragraphs(String... texts) {
        for (int i = 0; i < texts.length; i++) {
            if (i > 0) macro("PP");
            line(text(texts[i]));
        }
        return this;
    }

    /** A term, and under it what it means. */
    Roff term(String markedUp, String meaning) {
        return macro("TP").line(markedUp).line(text(meaning));
    }

    /** Lines as they are. */
    Roff example(List<String> lines) {
        macro("EX");
        lines.forEach(each -> line(text(each)));
        return macro("EE");
    }

    /** A line of text that may hold font changes: see {@link #bold}, {@link #italic}. */
    Roff line(String markedUp) {
        // A dot or a quote at the beginning of a line would be taken for a request.
        boolean request = markedUp.startsWith(".") || markedUp.startsWith("'");
        page.append(request ? "\\&" : "").append(markedUp).append('\n');
        return this;
    }

    private Roff macro(String name, String... arguments) {
        page.append('.').append(name);
        for (String argument : arguments) {
            page.append(' ').append(argument);
        }
        page.append('\n');
        return this;
    }

    static String bold(String text) {
        return "\\fB" + text(text) + "\\fR";
    }

    static String italic(String text) {
        return "\\fI" + text(text) + "\\fR";
    }

    /** Text in which nothing is an instruction, hyphens are such as can be typed, and letters beyond ASCII are spelled out. */
    static String text(String text) {
        var escaped = new StringBuilder();
        text.codePoints().forEach(c -> escaped.append(escaped(c)));
        return escaped.toString();
    }

    private static String escaped(int codePoint) {
        return switch (codePoint) {
            case '\\' -> "\\e";
            case '-' -> "\\-";
            case '\'' -> "\\(aq";
            case '`' -> "\\(ga";
            case '^' -> "\\(ha";
            case '~' -> "\\(ti";
            default -> codePoint < 128 ? Character.toString(codePoint) : String.format("\\[u%04X]", codePoint);
        };
    }

    private static String quoted(String text) {
        return '"' + text(text).replace("\"", "\\(dq") + '"';
    }

    @Override
    public String toString() {
        return page.toString();
    }
}
