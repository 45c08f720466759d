package prikke.cli;

import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import prikke.cli.completion.Names;
import prikke.cli.completion.Proposal;
import prikke.cli.spec.Specs;
import prikke.core.Version;

/** The {@code prikke} command. */
@Command(
        name = "prikke",
        description = "Calls your URLs exactly when you said.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        footer = {
            "",
            "Start here:",
            "  prikke daemon start",
            "  prikke register --email you@example.com",
            "  prikke jobs add backup https://example.com/backup --cron '0 3 * * *'"
        })
public final class Prikke implements Callable<Integer> {
    @Mixin
    final GlobalOptions options = new GlobalOptions();

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Print the version of this command line.")
    boolean version;

    /** What was made of this command. */
    private @Nullable CommandLine line;

    Prikke() {}

    void madeInto(CommandLine own) {
        line = own;
    }

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        var io = Streams.ofProcess();
        int exitCode = run(args, Environment.ofProcess(), io, InstantSource.system());
        io.flush();
        System.exit(exitCode);
    }

    /** Without a command there is nothing to do but to say which there are. */
    @Override
    public Integer call() {
        CommandLine own = Objects.requireNonNull(line);
        own.usage(own.getErr());
        return ExitCodes.USAGE;
    }

    /** What the last of the words of a line may become; everything before it is the line, without the program's own name. */
    public static List<Proposal> proposals(
            List<String> words, Environment environment, Streams io, InstantSource clock, Function<Session, Names> names) {
        return Complete.proposals(words, environment, io, clock, names);
    }

    /** All commands, for who wants to read what they take and not to run any. */
    public static CommandLine whole(Environment environment, Streams io, InstantSource clock) {
        return whole(environment, io, clock, Specs::of);
    }

    /** The same by models that are made so. */
    public static CommandLine whole(Environment environment, Streams io, InstantSource clock, Function<Object, CommandSpec> models) {
        var root = new Prikke();
        return new Commands(new Session(root.options, environment, io, clock), models).whole(root);
    }

    /** Runs one command. Everything that it reads and writes is given, so that several may run in one process. */
    public static int run(String[] args, Environment environment, Streams io, InstantSource clock) {
        if (args.length > 0 && args[0].equals(Complete.NAME)) {
            return Complete.run(Arrays.asList(args).subList(1, args.length), environment, io, clock);
        }
        var root = new Prikke();
        var session = new Session(root.options, environment, io, clock);
        String[] words = Words.helpAsOption(args);
        CommandLine line = new Commands(session, Specs::of).tree(root, words);
        line.getCommandSpec().version("prikke " + Version.CURRENT);
        boolean colors = environment.colors() && !Arrays.asList(words).contains("--no-color");
        var errors = new ErrorReport(session, root.options, words);
        return line.setOut(new PrintWriter(io.out(), true))
                .setErr(new PrintWriter(io.err(), true))
                .setColorScheme(CommandLine.Help.defaultColorScheme(colors ? Ansi.ON : Ansi.OFF))
                .setUsageHelpWidth(Math.clamp(environment.columns(), 80, 120))
                // "-d @file" is the request's body, and not a file of further arguments.
                .setExpandAtFiles(false)
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors)
                .execute(words);
    }
}
