package prikke.cli.shell;

import java.util.List;
import org.jline.reader.Parser;
import org.jline.reader.SyntaxError;
import org.jline.reader.impl.DefaultParser;

/** Takes lines apart as a POSIX shell does: words in quotes hold spaces; a line that begins with {@code #} is a comment. */
final class Line {
    static final List<String> EXIT = List.of("exit");
    static final List<String> QUIT = List.of("quit");

    private Line() {}

    /** A quote that is opened and never closed. */
    static final class Unfinished extends Exception {
        private static final long serialVersionUID = 1;

        Unfinished(String message) {
            super(message);
        }
    }

    /** What reads a line. On Windows a backslash parts folders, and is no escape. */
    static DefaultParser parser(boolean backslashEscapes) {
        var parser = new DefaultParser();
        parser.setEofOnUnclosedQuote(true);
        parser.setEofOnEscapedNewLine(false);
        if (!backslashEscapes) {
            parser.setEscapeChars(new char[0]);
        }
        return parser;
    }

    static DefaultParser parser() {
        return parser(!System.getProperty("os.name", "").startsWith("Windows"));
    }

    /** The words of a line; none of an empty one, and of a comment. */
    static List<String> words(String line) throws Unfinished {
        String bare = line.strip();
        if (bare.isEmpty() || bare.startsWith("#")) {
            return List.of();
        }
        try {
            return parser().parse(bare, bare.length(), Parser.ParseContext.ACCEPT_LINE).words();
        } catch (SyntaxError e) {
            throw new Unfinished("a quote is not closed");
        }
    }
}
