package prikke.cli.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A walk through all commands, one after the other, as {@code walk.txt} tells them. */
final class Walk {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    private final Runner runner;
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

    /** Runs {@code prikke} with these words, while this is typed. */
    interface Runner {
        Shell.Result run(String stdin, String... words);

        /** The last id that was printed. */
        default Optional<String> last(Shell.Result result) {
            return ID.matcher(result.out()).results().map(MatchResult::group).reduce((one, other) -> other);
        }
    }

    Walk(Shell shell, Map<String, String> values) {
        this((stdin, words) -> shell.stdin(stdin).prikke(words), values);
    }

    Walk(Runner runner, Map<String, String> values) {
        this.runner = runner;
        this.values.putAll(values);
    }

    /** What the steps read. */
    static void writeFiles(Path folder) throws IOException {
        Files.writeString(folder.resolve("jobs.yaml"), "jobs:\n  - {key: night, cron: '30 2 * * *', timezone: Europe/Oslo}\n");
        Files.writeString(folder.resolve("prikke.yaml"), "jobs:\n  weekly: {url: 'https://example.com/weekly', cron: '0 3 * * MON'}\n");
        Files.writeString(folder.resolve("wrong.yaml"), "jobs:\n  weekly: {url: 'https://example.com/weekly', cron: '0 99 * * MON'}\n");
        Files.writeString(folder.resolve("crontab"), "0 3 * * * curl -fsS https://example.com/night\n@reboot curl https://example.com/\n");
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
            Shell.Result result = runner.run(filled(step.stdin()), words(step.text()));
            outcomes.add(new Outcome(step, result));
            runner.last(result).ifPresent(id -> values.put("last", id));
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
