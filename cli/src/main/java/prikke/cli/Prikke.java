package prikke.cli;

import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
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
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    final GlobalOptions options = new GlobalOptions();

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Print the version of this command line.")
    boolean version;

    Prikke() {}

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
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCodes.USAGE;
    }

    /** Runs one command. Everything that it reads and writes is given, so that several may run in one process. */
    public static int run(String[] args, Environment environment, Streams io, InstantSource clock) {
        var root = new Prikke();
        var session = new Session(root.options, environment, io, clock);
        String[] words = Words.helpAsOption(args);
        CommandLine line = Commands.tree(root, session, words);
        line.getCommandSpec().version("prikke " + Version.CURRENT);
        boolean colors = environment.colors() && !Arrays.asList(words).contains("--no-color");
        var errors = new ErrorReport(root.options, words);
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
