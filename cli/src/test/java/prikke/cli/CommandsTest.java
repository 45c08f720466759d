package prikke.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import prikke.cli.spec.Specs;
import prikke.core.Version;

class CommandsTest {
    @TempDir
    Path folder;

    static List<String> everyCommand() {
        var commands = new ArrayList<String>();
        for (String name : Commands.names()) {
            var verbs = new CommandRun(Path.of("unused")).run(name, "--help").out().lines().dropWhile(line -> !line.equals("Commands:"));
            List<String> names = verbs.skip(1)
                    .takeWhile(line -> !line.isBlank())
                    .filter(line -> line.matches("  \\S.*"))
                    .map(line -> name + " " + line.strip().split(" ")[0])
                    .toList();
            commands.addAll(names.isEmpty() ? List.of(name) : names);
        }
        return commands;
    }

    @Test
    void all_of_them_are_there() {
        assertThat(everyCommand())
                .contains(
                        "daemon run", "daemon start", "daemon stop", "daemon status", "daemon logs", "daemon doctor", "daemon rotate-key",
                        "register", "login", "logout",
                        "whoami", "orgs list", "orgs create", "orgs use", "keys create", "keys list", "keys rotate", "keys revoke",
                        "secrets list", "secrets rotate", "secrets rm", "jobs add",
                        "jobs list", "jobs show", "jobs edit", "jobs pause", "jobs resume", "jobs rm", "jobs next", "jobs run",
                        "send", "runs list", "runs show", "runs cancel", "runs replay", "runs replay-failed", "queues list",
                        "queues set", "queues pause", "queues resume", "queues purge", "queues rm", "sync", "export", "import crontab",
                        "stats", "usage", "nodes list", "cron explain", "cron next", "simulate",
                        "listen", "version")
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("everyCommand")
    void the_help_of_each_has_an_example_that_names_it_and_fits_eighty_columns(String command) {
        var help = run((command + " --help").split(" "));

        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).startsWith("Usage: prikke " + command).containsPattern("Examples?:\n  prikke " + command);
        assertThat(help.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(help.out()).contains("--server", "--api-key", "--output");
    }

    @Test
    void without_a_command_help_goes_to_stderr_and_the_line_counts_as_wrong() {
        assertThat(run()).satisfies(CommandsTest::isUsage).extracting(CommandRun.Result::err).asString().contains("register");
        assertThat(run("jobs")).satisfies(CommandsTest::isUsage).extracting(CommandRun.Result::err).asString().contains("pause");
    }

    @Test
    void a_mistyped_word_is_answered_with_the_nearest_one() {
        assertThat(run("joobs", "list")).satisfies(CommandsTest::isUsage).extracting(CommandRun.Result::err)
                .isEqualTo("error: There is no command 'prikke joobs'.\nDid you mean jobs?\n");
        assertThat(run("jobs", "lst").err()).isEqualTo("error: There is no command 'prikke jobs lst'.\nDid you mean list?\n");
        assertThat(run("jobs", "add", "--evry", "10s", "http://x").err())
                .isEqualTo("error: Unknown option: '--evry'\nDid you mean --every?\n");
    }

    @Test
    void a_wrong_line_is_told_as_a_problem_where_json_was_asked_for() {
        assertThat(run("jobs", "add", "-o", "json").err()).contains("\"code\": \"usage\"", "prikke jobs add --help");
    }

    @Test
    void only_the_branch_that_is_asked_for_is_built() {
        var root = new Prikke();
        var environment = new Environment(Map.of(), false, false, 80, folder);
        var session = new Session(root.options, environment, Streams.ofProcess(), InstantSource.system());

        var line = new Commands(session, Specs::of).tree(root, new String[] {"-o", "json", "jobs", "list"});

        assertThat(line.getSubcommands()).containsOnlyKeys("jobs");
        assertThat(line.getSubcommands().values().iterator().next().getSubcommands()).containsOnlyKeys("list");
    }

    @Test
    void the_version_is_printed_where_it_stands_alone() {
        assertThat(run("--version").out()).isEqualTo("prikke " + Version.CURRENT + "\n");
    }

    private static void isUsage(CommandRun.Result result) {
        assertThat(result.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(result.out()).isEmpty();
    }

    private CommandRun.Result run(String... args) {
        return new CommandRun(folder).run(args);
    }
}
