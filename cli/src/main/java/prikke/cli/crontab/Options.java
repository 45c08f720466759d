package prikke.cli.crontab;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the options of a program as {@code getopt_long} does: short ones may be put together ({@code -fsS}), a value follows in the same
 * word or the next, a long one's also after {@code =}.
 */
abstract class Options {
    private final Map<String, String> longNames;
    private final String withValue;
    private final Set<String> longWithValue;

    /**
     * @param longNames the long names, without their hyphens, and the short ones that they stand for
     * @param withValue the short names that take a value
     * @param longWithValue the long names that take a value and have no short one
     */
    Options(Map<String, String> longNames, String withValue, Set<String> longWithValue) {
        this.longNames = longNames;
        this.withValue = withValue;
        this.longWithValue = longWithValue;
    }

    /** Takes an option; {@code name} is a short one's letter or a long one's name. */
    abstract void option(String name, String value);

    abstract void operand(String word);

    final void read(List<String> words) {
        List<String> left = new ArrayList<>(words);
        boolean operandsOnly = false;
        while (!left.isEmpty()) {
            String word = left.removeFirst();
            if (operandsOnly || word.length() < 2 || word.charAt(0) != '-') operand(word);
            else if (word.equals("--")) operandsOnly = true;
            else if (word.startsWith("--")) longOption(word.substring(2), left);
            else shortOptions(word.substring(1), left);
        }
    }

    private void longOption(String word, List<String> left) {
        int equals = word.indexOf('=');
        String written = equals < 0 ? word : word.substring(0, equals);
        String name = longNames.getOrDefault(written, written);
        boolean takes = longWithValue.contains(name) || name.length() == 1 && withValue.contains(name);
        if (!takes) option(name, "");
        else if (equals >= 0) option(name, word.substring(equals + 1));
        else option(name, next("--" + written, left));
    }

    private void shortOptions(String letters, List<String> left) {
        for (int i = 0; i < letters.length(); i++) {
            String name = letters.substring(i, i + 1);
            if (!withValue.contains(name)) {
                option(name, "");
                continue;
            }
            String rest = letters.substring(i + 1);
            option(name, rest.isEmpty() ? next("-" + name, left) : rest);
            return;
        }
    }

    private static String next(String option, List<String> left) {
        if (left.isEmpty()) throw new RefusedLineException(option + " has no value");
        return left.removeFirst();
    }

    static RefusedLineException unknown(String program, String name) {
        return new RefusedLineException(program + "'s option " + (name.length() == 1 ? "-" : "--") + name + " has no like in Prikke");
    }
}
