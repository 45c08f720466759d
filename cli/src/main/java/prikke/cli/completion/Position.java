package prikke.cli.completion;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** How far a line has come: in which command, behind which option, at which of its parameters. */
final class Position {
    private CommandSpec command;
    private int parameter;
    private boolean onlyParameters;
    private @Nullable OptionSpec open;
    private final Set<OptionSpec> given = new HashSet<>();

    private Position(CommandSpec command) {
        this.command = command;
    }

    /** Behind these words. */
    static Position behind(List<String> words, CommandSpec root) {
        var position = new Position(root);
        words.forEach(position::pass);
        return position;
    }

    CommandSpec command() {
        return command;
    }

    /** Which of the parameters comes next, counted from 0. */
    int parameter() {
        return parameter;
    }

    /** Whether {@code --} has ended the options. */
    boolean onlyParameters() {
        return onlyParameters;
    }

    /** The option whose value comes next; null for none. */
    @Nullable OptionSpec open() {
        return open;
    }

    Set<OptionSpec> given() {
        return given;
    }

    private void pass(String word) {
        if (open != null) {
            open = null;
        } else if (word.equals("--") && !onlyParameters) {
            onlyParameters = true;
        } else if (word.startsWith("-") && word.length() > 1 && !onlyParameters) {
            option(word);
        } else {
            below(word);
        }
    }

    private void option(String word) {
        OptionSpec option = find(command, word.split("=", 2)[0]);
        if (option != null) {
            given.add(option);
            open = takesNextWord(option) && !word.contains("=") ? option : null;
        }
    }

    private void below(String word) {
        CommandLine subcommand = command.subcommands().get(word);
        if (subcommand == null) {
            parameter++;
        } else {
            command = subcommand.getCommandSpec();
        }
    }

    /** Whether the value stands in a word of its own; one that may be left out is written behind an equals sign. */
    static boolean takesNextWord(OptionSpec option) {
        return option.arity().min() > 0;
    }

    static @Nullable OptionSpec find(CommandSpec command, String name) {
        return command.options().stream()
                .filter(option -> List.of(option.names()).contains(name))
                .findFirst()
                .orElse(null);
    }
}
