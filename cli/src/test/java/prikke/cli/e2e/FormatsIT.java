package prikke.cli.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import prikke.cli.Environment;
import prikke.cli.Prikke;
import prikke.cli.Streams;

/**
 * What every command prints for a program to read, in every format. The walk is taken in this process, for the sake of time: that
 * {@code bin/prikke} prints the same as this is what {@link EveryCommandIT} is about.
 */
@ExtendWith(Prikked.Shared.class)
class FormatsIT {
    /** They print what is neither a thing nor a list of things, or go on until they are ended. */
    private static final Set<String> WITHOUT = Set.of("shell", "listen", "completion", "daemon run", "daemon start", "daemon logs", "daemon rotate-key");

    @TempDir
    Path folder;

    private final Prikked prikked;

    FormatsIT(Prikked prikked) {
        this.prikked = prikked;
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "yaml", "csv"})
    void a_program_can_read_what_any_command_prints(String format) throws IOException {
        Shell owner = prikked.inOrganizationOfItsOwn();
        String invitation = owner.prikke("orgs", "invite", "--role", "owner").out().strip();
        Walk.writeFiles(folder);
        Map<String, String> values = Map.of("invitation", invitation, "user", format + "@example.com", "target", prikked.target().url("/ok"),
                "folder", folder.toString());

        List<Walk.Outcome> outcomes = new Walk(new Formatted(format), values).walk();

        var all = new SoftAssertions();
        int documents = 0;
        for (Walk.Outcome outcome : outcomes) {
            if (!takesFormat(outcome.step().text())) continue;
            Shell.Result result = outcome.result();
            String what = "prikke " + outcome.step().text() + " -o " + format + ", which ended with " + result.exitCode() + ":\n" + result.out() + result.err();
            if (!result.out().isEmpty()) {
                documents++;
                all.assertThatCode(() -> Documents.read(format, result.out())).as(what).doesNotThrowAnyException();
            }
            boolean refused = result.exitCode() >= 3 && result.exitCode() <= 5 && !outcome.step().text().startsWith("import ");
            if (refused && format.equals("json")) {
                all.assertThatCode(() -> assertThat(Documents.read(format, result.err()).has("code")).isTrue()).as(what).doesNotThrowAnyException();
            }
        }
        all.assertAll();
        assertThat(documents).as("commands that have printed something").isGreaterThan(45);
    }

    @Test
    void a_list_of_nothing_is_a_document_too() throws IOException {
        Shell shell = prikked.inOrganizationOfItsOwn();
        for (String format : List.of("json", "yaml", "csv")) {
            Shell.Result result = shell.prikke("jobs", "list", "-o", format);
            assertThat(Documents.read(format, result.out())).as(format).isEmpty();
            assertThat(result.err()).isEmpty();
        }
    }

    @Test
    void a_format_that_there_is_not_is_wrong_usage_of_any_command() throws IOException {
        Formatted xml = new Formatted("xml");
        for (Walk.Step step : Walk.steps()) {
            Shell.Result result = xml.prikke("", List.of((step.text() + " -o xml").split(" ")));
            assertThat(result.exitCode()).as("%s: %s", step, result).isEqualTo(2);
            assertThat(result.out()).isEmpty();
        }
    }

    private static boolean takesFormat(String step) {
        return WITHOUT.stream().noneMatch(name -> (step + " ").startsWith(name + " ")) && !step.contains(" -o ") && !step.contains(" -q");
    }

    /** In this process, with the format that is asked for. */
    private final class Formatted implements Walk.Runner {
        private final String format;

        Formatted(String format) {
            this.format = format;
        }

        @Override
        public Shell.Result run(String stdin, String... words) {
            List<String> all = new ArrayList<>(List.of(words));
            String text = String.join(" ", words);
            if (WITHOUT.stream().anyMatch(name -> (text + " ").startsWith(name + " "))) return new Shell.Result(0, "", "");
            if (takesFormat(text)) all.addAll(List.of("-o", format));
            return prikke(stdin, all);
        }

        private Shell.Result prikke(String stdin, List<String> words) {
            var out = new ByteArrayOutputStream();
            var err = new ByteArrayOutputStream();
            var io = new Streams(new ByteArrayInputStream(stdin.getBytes(UTF_8)), new PrintStream(out, false, UTF_8), new PrintStream(err, false, UTF_8));
            int exitCode = Prikke.run(words.toArray(String[]::new), environment(), io, InstantSource.system());
            io.flush();
            return new Shell.Result(exitCode, out.toString(UTF_8), err.toString(UTF_8));
        }

        private Environment environment() {
            Map<String, String> variables = new HashMap<>(Map.of(
                    "PATH", System.getenv("PATH"),
                    "HOME", folder.toString(),
                    "PRIKKE_SERVER", prikked.url(),
                    "PRIKKE_CONFIG_DIR", folder.resolve("config").toString(),
                    "PRIKKE_DATA_DIR", folder.resolve("data").toString(),
                    "PRIKKE_JAVA_HOME", System.getProperty("java.home")));
            return new Environment(variables, false, false, 80, Distribution.FOLDER);
        }

        /** The id of the last thing, rather than of what it refers to. */
        @Override
        public Optional<String> last(Shell.Result result) {
            try {
                JsonNode read = Documents.read(format, result.out());
                JsonNode thing = read.isArray() && !read.isEmpty() ? read.get(read.size() - 1) : read;
                return Optional.ofNullable(thing.path("id").textValue());
            } catch (IOException | RuntimeException e) {
                return Walk.Runner.super.last(result);
            }
        }
    }
}
