package prikke.cli.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import prikke.cli.Environment;
import prikke.cli.Prikke;
import prikke.cli.Streams;

/** The pages of the manual. */
class ManualIT {
    private static final Path PAGES = Distribution.FOLDER.resolve("share/man/man1");

    @Test
    void every_command_has_a_page() throws IOException {
        var names = new ArrayList<String>();
        var environment = new Environment(Map.of(), false, false, 80, PAGES);
        var io = new Streams(new ByteArrayInputStream(new byte[0]), System.out, System.err);
        collect(Prikke.whole(environment, io, InstantSource.system()), names);

        try (Stream<Path> files = Files.list(PAGES)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(names);
        }
    }

    @Test
    void a_page_says_what_help_says() throws IOException {
        assertThat(Files.readString(PAGES.resolve("prikke-jobs-run.1")))
                .startsWith(".TH \"PRIKKE\\-JOBS\\-RUN\" 1 \"20")
                .contains("prikke\\-jobs\\-run \\- Run a job now", "\\fB\\-\\-wait\\fR[=\\fITIME\\fR]", "prikke jobs run backup", "EXIT STATUS");
    }

    @Test
    void groff_renders_all_of_them_without_a_warning() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/groff")), "groff is not installed");

        assertThat(said("/usr/bin/groff", "-man", "-ww", "-Tutf8", "-z")).isEmpty();
    }

    @Test
    void mandoc_has_nothing_to_complain_of() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/mandoc")), "mandoc is not installed");

        assertThat(said("/usr/bin/mandoc", "-Tlint", "-Wwarning")).isEmpty();
    }

    private static String said(String... command) throws IOException, InterruptedException {
        var line = new ArrayList<>(List.of(command));
        try (Stream<Path> files = Files.list(PAGES)) {
            files.map(Path::toString).sorted().forEach(line::add);
        }
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        return said;
    }

    private static void collect(CommandLine line, List<String> names) {
        names.add(line.getCommandSpec().qualifiedName("-") + ".1");
        line.getSubcommands().values().forEach(below -> collect(below, names));
    }
}
