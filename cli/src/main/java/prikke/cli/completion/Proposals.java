package prikke.cli.completion;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import prikke.cli.Ids;

/** Finds what may stand at the end of a line: commands, options and their values, told by the commands themselves. */
public final class Proposals {
    private final Names names;

    /** Proposals that take from these names what the commands cannot know. */
    public Proposals(Names names) {
        this.names = names;
    }

    /**
     * What the word may become.
     *
     * @param words those before it, without the program's own name
     * @param word as far as it is typed
     */
    public List<Proposal> of(CommandLine tree, List<String> words, String word) {
        Position position = Position.behind(words, tree.getCommandSpec());
        return found(position, word).filter(proposal -> proposal.value().startsWith(word)).distinct().toList();
    }

    private Stream<Proposal> found(Position position, String word) {
        CommandSpec command = position.command();
        if (position.open() != null) {
            return values(command, position.open(), word);
        }
        if (word.startsWith("-") && !position.onlyParameters()) {
            return word.contains("=") ? valuesBehind(command, word) : options(position);
        }
        if (command.subcommands().isEmpty()) {
            return parameters(position, word);
        }
        // Behind a word that is no command there is nothing to know.
        return position.parameter() == 0 ? commands(command) : Stream.of();
    }

    private static Stream<Proposal> commands(CommandSpec command) {
        return command.subcommands().entrySet().stream()
                .filter(entry -> !entry.getValue().getCommandSpec().usageMessage().hidden())
                .map(entry -> new Proposal(entry.getKey(), first(entry.getValue().getCommandSpec().usageMessage().description())));
    }

    private static Stream<Proposal> options(Position position) {
        return position.command().options().stream()
                .filter(option -> !option.hidden() && (option.isMultiValue() || !position.given().contains(option)))
                .flatMap(option -> Arrays.stream(option.names())
                        .filter(name -> name.startsWith("--") || option.names().length == 1)
                        .map(name -> new Proposal(mayTakeValue(option) ? name + "=" : name, first(option.description()))))
                .flatMap(proposal -> proposal.whole() ? Stream.of(proposal) : bare(position.command(), proposal));
    }

    /** An option with a value is proposed with a space behind it; one that may go without, in both ways. */
    private static Stream<Proposal> bare(CommandSpec command, Proposal option) {
        String name = option.value().substring(0, option.value().length() - 1);
        OptionSpec spec = Position.find(command, name);
        var alone = new Proposal(name, option.description());
        return spec == null || Position.takesNextWord(spec) ? Stream.of(alone) : Stream.of(alone, option);
    }

    private static boolean mayTakeValue(OptionSpec option) {
        return option.arity().max() > 0 && !option.negatable();
    }

    private Stream<Proposal> valuesBehind(CommandSpec command, String word) {
        String name = word.substring(0, word.indexOf('=') + 1);
        OptionSpec option = Position.find(command, name.substring(0, name.length() - 1));
        return option == null
                ? Stream.of()
                : values(command, option, word.substring(name.length()))
                        .map(value -> new Proposal(name + value.value(), value.description()));
    }

    private Stream<Proposal> parameters(Position position, String word) {
        return position.command().positionalParameters().stream()
                .filter(parameter -> parameter.index().contains(position.parameter()))
                .findFirst()
                .map(parameter -> values(position.command(), parameter, word))
                .orElse(Stream.of());
    }

    /** Of jobs without a key there may be many: their ids are proposed once the id is begun. */
    private Stream<Proposal> values(CommandSpec command, ArgSpec arg, String word) {
        Kind kind = Kind.of(command, arg);
        return switch (kind) {
            case WORD -> Words.of(arg).stream().map(value -> new Proposal(value, ""));
            case FREE -> Stream.of();
            default -> names.of(kind, word).stream().filter(name -> !word.isEmpty() || kind != Kind.JOB || !Ids.isId(name.value()));
        };
    }

    private static String first(String[] lines) {
        return lines.length == 0 ? "" : lines[0];
    }
}
