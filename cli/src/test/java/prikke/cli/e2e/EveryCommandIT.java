package prikke.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import prikke.cli.Environment;
import prikke.cli.Prikke;
import prikke.cli.Streams;

/**
 * Every command, through {@code bin/prikke}, in pipes and on a terminal: what it prints to stdout and stderr and its exit code are held
 * against a snapshot, a file a command, together with its help. Run with {@code -Dprikke.snapshots=write} the snapshots are written
 * anew: read what changed before it is committed.
 */
@ExtendWith(Prikked.Shared.class)
@TestInstance(Lifecycle.PER_CLASS)
class EveryCommandIT {
    private static final Path SNAPSHOTS = Distribution.SOURCES.resolve("cli/src/test/snapshots");
    private static final String TERMINAL = "    # on a terminal";
    private static final boolean WRITE = "write".equals(System.getProperty("prikke.snapshots"));

    private final Prikked prikked;
    private final List<String> commands = new ArrayList<>();
    private Path pipes;
    private Path terminal;
    private List<Walk.Outcome> piped;
    private List<Walk.Outcome> onTerminal = List.of();

    EveryCommandIT(Prikked prikked, @TempDir Path pipes, @TempDir Path terminal) {
        this.prikked = prikked;
        this.pipes = pipes;
        this.terminal = terminal;
    }

    @BeforeAll
    void walk() throws IOException {
        collect("", whole());
        var other = Pty.available() ? CompletableFuture.supplyAsync(() -> walk(terminal, "t", true)) : null;
        piped = walk(pipes, "p", false);
        if (other != null) onTerminal = other.join();
    }

    private List<Walk.Outcome> walk(Path folder, String name, boolean pty) {
        Shell owner = prikked.inOrganizationOfItsOwn();
        String invitation = owner.prikke("orgs", "invite", "--role", "owner").out().strip();
        try {
            Walk.writeFiles(folder);
            Shell shell = prikked.signedOut(folder);
            var values = Map.of(
                    "invitation", invitation, "user", name + "@example.com", "target", prikked.target().url("/ok"), "folder", folder.toString());
            return new Walk(pty ? shell.onTerminal() : shell, values).walk();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @TestFactory
    Stream<DynamicTest> each_prints_what_its_snapshot_says_and_ends_with_its_exit_code() {
        return commands.stream().map(command -> DynamicTest.dynamicTest(command, () -> compare(command)));
    }

    @Test
    void there_is_a_snapshot_for_nothing_else() throws IOException {
        try (Stream<Path> files = Files.list(SNAPSHOTS)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(commands.stream().map(EveryCommandIT::fileName).toList());
        }
    }

    @Test
    void on_a_terminal_no_line_is_wider_than_it() {
        assumeTrue(Pty.available(), "script of util-linux is not installed, so there is no terminal to test on");
        assertThat(onTerminal).allSatisfy(outcome -> assertThat(Snapshot.plain(outcome.result().out()).lines())
                .as(outcome.step().text())
                // A script is not for reading, and a key or a path that is longer than a line has to stay whole.
                .filteredOn(line -> !outcome.step().text().startsWith("completion ") && line.contains(" ") && !line.contains(terminal.toString()))
                .allSatisfy(line -> assertThat(line.codePointCount(0, line.length())).as(line).isLessThanOrEqualTo(80)));
    }

    @Test
    void both_ways_they_end_with_the_same_exit_code() {
        assumeTrue(Pty.available(), "script of util-linux is not installed, so there is no terminal to test on");
        assertThat(onTerminal.stream().map(outcome -> outcome.step().text() + ": " + outcome.result().exitCode()))
                .containsExactlyElementsOf(
                        piped.stream().map(outcome -> outcome.step().text() + ": " + outcome.result().exitCode()).toList());
    }

    @Test
    void nothing_but_results_goes_to_stdout() {
        assertThat(piped).filteredOn(outcome -> outcome.result().exitCode() == 2).allSatisfy(outcome -> {
            assertThat(outcome.result().out()).as(outcome.step().text()).isEmpty();
            assertThat(outcome.result().err()).startsWith("error: ");
        });
    }

    private void compare(String command) throws IOException {
        String now = text(command);
        Path file = SNAPSHOTS.resolve(fileName(command));
        if (WRITE) {
            Files.createDirectories(SNAPSHOTS);
            Files.writeString(file, now);
        }
        assertThat(piped.stream().filter(outcome -> of(outcome, command))).as("walk.txt runs prikke " + command).isNotEmpty();
        assertThat(file).as("a snapshot, written with -Dprikke.snapshots=write").exists();
        String kept = Files.readString(file);
        assertThat(now).isEqualTo(Pty.available() ? kept : withoutTerminal(kept));
    }

    private String text(String command) {
        var text = new StringBuilder(section(command + " --help", "", help(command)));
        piped.stream().filter(outcome -> of(outcome, command)).forEach(outcome -> text.append(section(outcome, "", pipes)));
        onTerminal.stream().filter(outcome -> of(outcome, command)).forEach(outcome -> text.append(section(outcome, TERMINAL, terminal)));
        return text.toString();
    }

    private static String withoutTerminal(String kept) {
        return kept.replaceAll("(?s)\\$ [^\n]*" + TERMINAL + "\n.*", "");
    }

    private String section(Walk.Outcome outcome, String how, Path folder) {
        Shell.Result result = outcome.result();
        String out = Snapshot.comparable(result.out(), folder.toString());
        String err = Snapshot.comparable(result.err(), folder.toString());
        return section(
                outcome.step().text(),
                how,
                out + (err.isEmpty() ? "" : "[stderr]\n" + err) + (result.exitCode() == 0 ? "" : "[exit code " + result.exitCode() + "]\n"));
    }

    private static String section(String line, String how, String text) {
        return "$ prikke " + line + how + "\n" + text + "\n";
    }

    private static boolean of(Walk.Outcome outcome, String command) {
        return (outcome.step().text() + " ").startsWith(command + " ");
    }

    private static String fileName(String command) {
        return command.replace(' ', '-') + ".txt";
    }

    private void collect(String before, CommandLine line) {
        line.getSubcommands().forEach((name, below) -> {
            if (below.getSubcommands().isEmpty()) {
                commands.add(before + name);
            } else {
                collect(before + name + " ", below);
            }
        });
    }

    private static CommandLine whole() {
        return Prikke.whole(environment(), new Streams(new ByteArrayInputStream(new byte[0]), System.out, System.err), InstantSource.system());
    }

    private static String help(String command) {
        var out = new ByteArrayOutputStream();
        var stream = new PrintStream(out, false, StandardCharsets.UTF_8);
        Prikke.run(
                (command + " --help").split(" "),
                environment(),
                new Streams(new ByteArrayInputStream(new byte[0]), stream, stream),
                InstantSource.system());
        stream.flush();
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Environment environment() {
        return new Environment(Map.of(), false, false, 80, Distribution.FOLDER);
    }
}
