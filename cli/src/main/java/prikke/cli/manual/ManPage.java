package prikke.cli.manual;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The page of one command. */
final class ManPage {
    private final CommandSpec command;
    private final String date;
    private final String version;

    ManPage(CommandSpec command, String date, String version) {
        this.command = command;
        this.date = date;
        this.version = version;
    }

    /** The name of the page, and of its file without the section: {@code prikke-jobs-add}. */
    static String name(CommandSpec command) {
        return command.qualifiedName("-");
    }

    /** The page in roff. */
    String text() {
        var roff = new Roff(name(command).toUpperCase(Locale.ROOT), date, "Prikke " + version);
        roff.section("NAME").line(Roff.text(name(command)) + " \\- " + Roff.text(summary()));
        roff.section("SYNOPSIS").line(synopsis());
        roff.section("DESCRIPTION").paragraphs(command.usageMessage().description());
        commands(roff);
        List<OptionSpec> options = command.options().stream().filter(option -> !option.hidden()).toList();
        arguments(roff, "PARAMETERS", command.positionalParameters());
        arguments(roff, "OPTIONS", options.stream().filter(option -> !common(option)).toList());
        arguments(roff, "OPTIONS OF EVERY COMMAND", options.stream().filter(ManPage::common).toList());
        examples(roff);
        Facts.write(roff, command.parent() == null);
        seeAlso(roff);
        return roff.toString();
    }

    private String summary() {
        String[] description = command.usageMessage().description();
        return description.length == 0 ? "" : description[0].replaceFirst("\\.$", "");
    }

    private String synopsis() {
        var words = new ArrayList<String>();
        words.add(Roff.bold(command.qualifiedName()));
        words.add("[" + Roff.italic("OPTIONS") + "]");
        if (!command.subcommands().isEmpty()) {
            words.add(Roff.italic("COMMAND"));
        }
        command.positionalParameters().forEach(parameter -> words.add(parameter(parameter)));
        return String.join(" ", words);
    }

    private static String parameter(PositionalParamSpec parameter) {
        String label = Roff.italic(parameter.paramLabel()) + (parameter.arity().max() > 1 && !parameter.hideParamSyntax() ? " ..." : "");
        return parameter.required() ? label : "[" + label + "]";
    }

    private void commands(Roff roff) {
        if (command.subcommands().isEmpty()) {
            return;
        }
        roff.section("COMMANDS");
        command.subcommands().values().forEach(sub -> {
            CommandSpec spec = sub.getCommandSpec();
            String[] description = spec.usageMessage().description();
            roff.term(Roff.bold(spec.qualifiedName()), description.length == 0 ? "" : description[0]);
        });
    }

    private static void arguments(Roff roff, String heading, List<? extends ArgSpec> arguments) {
        if (arguments.isEmpty()) {
            return;
        }
        roff.section(heading);
        arguments.forEach(argument -> roff.term(term(argument), String.join(" ", argument.description())));
    }

    private static String term(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option)) {
            return Roff.italic(argument.paramLabel());
        }
        String names = Stream.concat(
                        Arrays.stream(option.names()), option.negatable() ? Stream.of("--no-" + option.longestName().substring(2)) : Stream.of())
                .map(Roff::bold)
                .collect(Collectors.joining(", "));
        if (option.arity().max() == 0 || option.negatable()) {
            return names;
        }
        String value = Roff.italic(option.paramLabel());
        return names + (option.arity().min() == 0 ? "[=" + value + "]" : " " + value);
    }

    private static boolean common(OptionSpec option) {
        return option.inherited() || option.order() >= 100;
    }

    private void examples(Roff roff) {
        List<String> lines = Arrays.stream(command.usageMessage().footer()).filter(line -> line.startsWith("  ")).toList();
        if (!lines.isEmpty()) {
            roff.section("EXAMPLES").example(lines);
        }
    }

    private void seeAlso(Roff roff) {
        var pages = new ArrayList<String>();
        if (command.parent() != null) {
            pages.add(name(command.parent()));
        }
        command.subcommands().values().forEach(sub -> pages.add(name(sub.getCommandSpec())));
        roff.section("SEE ALSO").line(pages.stream().map(page -> Roff.bold(page) + "(1)").collect(Collectors.joining(", ")));
    }
}
