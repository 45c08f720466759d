package prikke.cli.completion;

import java.util.Map;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What a value stands for, as far as it helps to propose some. Told by the word that help has for the value. */
public enum Kind {
    JOB,
    RUN,
    QUEUE,
    API_KEY,
    ORG,
    SECRET,
    PROFILE,
    ZONE,
    FILE,
    FOLDER,
    /** A request's body, or {@code @} and a file. */
    BODY,
    /** One of a few words: see {@link Words}. */
    WORD,
    /** Whatever the user likes. */
    FREE;

    private static final Map<String, Kind> BY_LABEL = Map.ofEntries(
            Map.entry("KEY|ID", JOB),
            Map.entry("NAME|KEY|ID", API_KEY),
            Map.entry("NAME|ID", ORG),
            Map.entry("ORG", ORG),
            Map.entry("ZONE", ZONE),
            Map.entry("FILE", FILE),
            Map.entry("DIR", FOLDER),
            Map.entry("BODY|@FILE|@-", BODY));
    private static final Map<String, Kind> BY_NOUN =
            Map.of("runs ID", RUN, "secrets ID", SECRET, "queues NAME", QUEUE, "profiles NAME", PROFILE);
    private static final Map<String, Kind> BY_OPTION = Map.of("--queue", QUEUE, "--profile", PROFILE);

    /** Of an option or a parameter of a command. */
    public static Kind of(CommandSpec command, ArgSpec arg) {
        String label = arg.paramLabel();
        if (!Words.of(arg).isEmpty()) {
            return WORD;
        }
        if (arg instanceof OptionSpec option && BY_OPTION.containsKey(option.longestName())) {
            return BY_OPTION.getOrDefault(option.longestName(), FREE);
        }
        CommandSpec noun = command.parent();
        Kind ofNoun = arg.isPositional() && noun != null ? BY_NOUN.get(noun.name() + " " + label) : null;
        return ofNoun != null ? ofNoun : BY_LABEL.getOrDefault(label, FREE);
    }
}
