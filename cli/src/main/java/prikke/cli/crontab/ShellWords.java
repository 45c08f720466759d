package prikke.cli.crontab;

import java.util.ArrayList;
import java.util.List;

/**
 * A command line taken apart as a POSIX shell does, as far as that needs no shell: quotes and backslashes are. Whatever would have a shell
 * do something, other than send the output elsewhere, is refused.
 */
final class ShellWords {
    private static final String NEEDS = "a shell would be needed for ";

    private final String text;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    private boolean redirected;
    private int at;

    private ShellWords(String text) {
        this.text = text;
    }

    /** @param redirected whether the output goes elsewhere */
    record Command(List<String> words, boolean redirected) {}

    /** @throws RefusedLineException where it takes a shell */
    static Command split(String text) {
        return new ShellWords(text).split();
    }

    private Command split() {
        while (at < text.length()) {
            char c = text.charAt(at++);
            switch (c) {
                case ' ', '\t' -> end();
                case '\'' -> single();
                case '"' -> quoted();
                case '\\' -> escaped();
                case '>' -> redirection();
                case '&' -> ampersand();
                case '#' -> {
                    if (!inWord) at = text.length();
                    else append(c);
                }
                default -> plain(c);
            }
        }
        end();
        return new Command(List.copyOf(words), redirected);
    }

    private void plain(char c) {
        switch (c) {
            case '|' -> throw refused("the pipe or || in it");
            case ';' -> throw refused("the second command after ;");
            case '`' -> throw refused("the substitution `...`");
            case '$' -> dollar();
            case '<' -> throw refused("the input from a file (<)");
            case '(', ')' -> throw refused("the brackets (...)");
            case '\n' -> throw refused("its several lines");
            default -> append(c);
        }
    }

    private void dollar() {
        char next = at < text.length() ? text.charAt(at) : ' ';
        if (next == '(') throw refused("the substitution $(...)");
        if (Character.isLetterOrDigit(next) || "_{*@#?$!-".indexOf(next) >= 0) throw refused("the variable $" + name());
        append('$');
    }

    private String name() {
        int end = at;
        while (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || "_{}".indexOf(text.charAt(end)) >= 0)) end++;
        return text.substring(at, end);
    }

    private void single() {
        int end = text.indexOf('\'', at);
        if (end < 0) throw new RefusedLineException("a quote (') is not closed");
        word.append(text, at, end);
        inWord = true;
        at = end + 1;
    }

    private void quoted() {
        inWord = true;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') return;
            if (c == '`') throw refused("the substitution `...`");
            if (c == '$') dollar();
            else if (c == '\\' && at < text.length() && "\\\"$`".indexOf(text.charAt(at)) >= 0) append(text.charAt(at++));
            else append(c);
        }
        throw new RefusedLineException("a quote (\") is not closed");
    }

    private void escaped() {
        if (at < text.length()) append(text.charAt(at++));
    }

    /** {@code >file}, {@code 2>&1}, {@code >>file}: where the output goes makes no difference here. */
    private void redirection() {
        redirected = true;
        if (word.toString().matches("\\d?")) word.setLength(0);
        inWord = !word.isEmpty();
        end();
        while (at < text.length() && ">&| ".indexOf(text.charAt(at)) >= 0) at++;
        int known = words.size();
        while (at < text.length() && words.size() == known && " \t>".indexOf(text.charAt(at)) < 0) {
            char c = text.charAt(at++);
            switch (c) {
                case '\'' -> single();
                case '"' -> quoted();
                case '\\' -> escaped();
                case '&' -> ampersand();
                default -> plain(c);
            }
        }
        word.setLength(0);
        inWord = false;
    }

    private void ampersand() {
        if (at < text.length() && text.charAt(at) == '>') {
            return;
        }
        if (at < text.length() && text.charAt(at) == '&') throw refused("the second command after &&");
        throw refused("the & in it; where it belongs to the address, put that in quotes");
    }

    private void append(char c) {
        word.append(c);
        inWord = true;
    }

    private void end() {
        if (inWord) words.add(word.toString());
        word.setLength(0);
        inWord = false;
    }

    private static RefusedLineException refused(String what) {
        return new RefusedLineException(NEEDS + what);
    }
}
