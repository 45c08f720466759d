package prikke.cli.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A walk through all commands, one after the other, as {@code walk.txt} tells them. */
final class Walk {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    private final Shell shell;
    private final Map<String, String> values = new TreeMap<>();

    /**
     * A line of the walk.
     *
     * @param text as it stands in the file: words, perhaps in quotes, with names in braces for what is known only later
     * @param stdin what is typed
     */
    record Step(String text, String stdin) {}

    /** What came of it. */
    record Outcome(Step step, Shell.Result result) {}

    Walk(Shell shell, Map<String, String> values) {
        this.shell = shell;
        this.values.putAll(values);
    }

    /** The steps; a line that begins with {@code <} is what is typed at the step above it. */
    static List<Step> steps() throws IOException {
        var steps = new ArrayList<Step>();
        try (InputStream file = Walk.class.getResourceAsStream("walk.txt")) {
            if (file == null) throw new IOException("walk.txt is missing");
            for (String line : new String(file.readAllBytes(), UTF_8).split("\n")) {
                if (line.startsWith("<")) {
                    Step before = steps.removeLast();
                    steps.add(new Step(before.text(), before.stdin() + line.substring(1).strip() + "\n"));
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    steps.add(new Step(line.strip(), ""));
                }
            }
        }
        return steps;
    }

    /** Takes all steps. {@code {last}} is the last id that the step before printed. */
    List<Outcome> walk() throws IOException {
        var outcomes = new ArrayList<Outcome>();
        for (Step step : steps()) {
            Shell.Result result = shell.stdin(filled(step.stdin())).prikke(words(step.text()));
            outcomes.add(new Outcome(step, result));
            ID.matcher(result.out()).results().forEach(id -> values.put("last", id.group()));
        }
        return outcomes;
    }

    private String[] words(String text) {
        Matcher matcher = WORD.matcher(filled(text));
        var words = new ArrayList<String>();
        while (matcher.find()) {
            words.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
        }
        return words.toArray(String[]::new);
    }

    private String filled(String text) {
        String filled = text;
        for (var value : values.entrySet()) {
            filled = filled.replace("{" + value.getKey() + "}", value.getValue());
        }
        return filled;
    }
}
