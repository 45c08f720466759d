package prikke.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import prikke.cli.output.Format;

/**
 * The options that a command was given of those that every command takes, as it hands them on to commands that it runs.
 *
 * @param variables as variables of the environment, which a flag beats there as well
 * @param words as words of the line, for what no variable stands for
 */
public record Passed(Map<String, String> variables, List<String> words) {

    static Passed of(GlobalOptions options) {
        var variables = new HashMap<String, String>();
        put(variables, "PRIKKE_SERVER", options.server);
        put(variables, "PRIKKE_API_KEY", options.apiKey);
        put(variables, "PRIKKE_ORG", options.org);
        put(variables, "PRIKKE_PROFILE", options.profile);
        put(variables, "PRIKKE_CA_FILE", options.caFile);
        put(variables, "NO_COLOR", options.noColor ? "1" : null);
        var words = new ArrayList<String>();
        if (options.format != Format.TABLE) words.add("--output=" + options.format);
        if (options.quiet) words.add("--quiet");
        if (options.verbose) words.add("--verbose");
        return new Passed(Map.copyOf(variables), List.copyOf(words));
    }

    /** A line with those of the words before it that it does not have itself. */
    public String[] before(List<String> line) {
        var all = new ArrayList<String>();
        words.stream().filter(word -> line.stream().noneMatch(given -> same(word, given))).forEach(all::add);
        all.addAll(line);
        return all.toArray(String[]::new);
    }

    private static boolean same(String word, String given) {
        return word.startsWith("--output=")
                ? given.startsWith("-o") || given.startsWith("--output")
                : given.equals(word) || given.equals(word.substring(1, 3));
    }

    private static void put(Map<String, String> variables, String name, @Nullable String value) {
        if (value != null) variables.put(name, value);
    }

    /** Keys stay out of logs. */
    @Override
    public String toString() {
        return "Passed[…]";
    }
}
