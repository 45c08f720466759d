package prikke.cli.output;

import java.util.stream.Collectors;

/** Breaks sentences between words, so that a terminal does not break them within. */
final class Wrapping {
    private Wrapping() {}

    /** The text in lines of that width at most; a word that is longer, such as a path or a key, stays whole. */
    static String at(int width, String text) {
        return text.lines().map(line -> broken(width, line)).collect(Collectors.joining("\n"));
    }

    private static String broken(int width, String line) {
        var broken = new StringBuilder();
        String rest = line;
        while (rest.length() > width) {
            int space = rest.lastIndexOf(' ', width);
            int end = space > 0 ? space : rest.indexOf(' ', width);
            if (end < 0) break;
            broken.append(rest, 0, end).append('\n');
            rest = rest.substring(end + 1);
        }
        return broken.append(rest).toString();
    }
}
