package prikke.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads a command line just far enough to know which command it asks for, and how failures are to be told. */
final class Words {
    private Words() {}

    /** The first words that are neither options nor the values of options that every command takes; two at most. */
    static List<String> command(String[] args) {
        var words = new ArrayList<String>(2);
        for (int i = 0; i < args.length && words.size() < 2; i++) {
            if (GlobalOptions.takesValue(args[i])) {
                i++;
            } else if (!args[i].startsWith("-")) {
                words.add(args[i]);
            }
        }
        return words;
    }

    /** Whether nothing but the version is wanted, for which no command is needed. */
    static boolean askForVersion(String[] args) {
        return args.length == 1 && (args[0].equals("--version") || args[0].equals("-V"));
    }

    /** Turns {@code prikke help jobs add} into {@code prikke jobs add --help}. */
    static String[] helpAsOption(String[] args) {
        if (args.length == 0 || !args[0].equals("help")) {
            return args;
        }
        var words = new ArrayList<>(Arrays.asList(args).subList(1, args.length));
        words.add("--help");
        return words.toArray(String[]::new);
    }

    /** Whether the output is to be JSON. Read here, because the line that cannot be parsed is answered in JSON too. */
    static boolean askForJson(String[] args) {
        for (int i = 0; i < args.length; i++) {
            boolean separate = (args[i].equals("-o") || args[i].equals("--output"))
                    && i + 1 < args.length
                    && args[i + 1].equalsIgnoreCase("json");
            if (separate || args[i].equalsIgnoreCase("-ojson") || args[i].equalsIgnoreCase("-o=json")
                    || args[i].equalsIgnoreCase("--output=json")) {
                return true;
            }
        }
        return false;
    }
}
