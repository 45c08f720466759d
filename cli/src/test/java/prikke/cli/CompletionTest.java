package prikke.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import prikke.cli.completion.Kind;
import prikke.cli.profile.Profile;
import prikke.cli.profile.Profiles;

/** What is proposed for the end of a line. */
class CompletionTest {
    private static final String RUN = "019b76da-4e5a-7c3e-9f3b-2a1d6c0e8f55";
    private static final String JOB =
            """
            {'id': '019b76da-4e5a-7c3e-9f3b-0000000000%2$s', 'key': %1$s, 'url': 'http://x/', 'method': 'POST', 'headers': {}, 'cron': '0 3 * * *',
             'timezone': 'UTC', 'dst': 'cronie', 'timeout': 'PT30S', 'retries': 3, 'backoff': 'exponential', 'retry_delay': 'PT30S',
             'max_retry_delay': 'PT1H', 'follow_redirects': false, 'overlap': 'allow', 'misfire': 'run_latest', 'priority': 5,
             'enabled': true, 'tags': [], 'state': 'active', 'schedule_description': 'At 03:00',
             'created_at': '2026-01-01T00:00:00.000Z', 'updated_at': '2026-01-01T00:00:00.000Z'}""";

    /** Labels of values that nobody can know beforehand. A new one is added here, or given a kind in {@link Kind}. */
    private static final Set<String> FREE = Set.of(
            "URL", "[KEY] URL", "KEY", "NAME", "TEXT", "EXPR", "TIME", "INSTANT", "'K: V'", "N", "N/s|m|h", "CODES", "TAG", "FIELD", "HOST",
            "JDBC", "EMAIL", "EMAIL|ID", "EMAIL|KEY|ID", "ID", "ACTION", "LINK|TOKEN", "SECRET", "YYYY-MM");

    @TempDir
    Path folder;

    private FakeServer server;

    @BeforeEach
    void start() throws IOException {
        String jobs = JOB.formatted("'backup'", "01") + "," + JOB.formatted("'ping'", "02") + "," + JOB.formatted("null", "03");
        server = new FakeServer()
                .on("GET /api/v1/jobs?limit=200", 200, "{'data': [" + jobs + "], 'next_cursor': null}")
                .on("GET /api/v1/queues", 200, "{'data': [], 'next_cursor': null}");
        new Profiles(folder).write("default", new Profile(server.url(), "a@example.com", "pu_x", null, null));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void commands_and_their_verbs_are_proposed_with_what_they_do() {
        assertThat(complete("jo")).containsExactly("jobs\tJobs: what to call and when.");
        assertThat(names("jobs", "r")).containsExactly("resume", "rm", "run");
        assertThat(names("")).contains("jobs", "shell").doesNotContain("__complete");
        assertThat(names("help", "jobs", "ru")).containsExactly("run");
    }

    @Test
    void options_are_proposed_but_for_those_that_are_given_and_may_not_be_again() {
        assertThat(names("jobs", "run", "x", "--")).contains("--wait", "--wait=", "--follow", "--org", "--output");
        assertThat(names("jobs", "run", "x", "--follow", "--f")).isEmpty();
        assertThat(names("jobs", "add", "x", "--tag", "a", "--ta")).containsExactly("--tag");
        assertThat(names("send", "x", "--cr")).isEmpty();
    }

    @Test
    void values_are_proposed_where_they_are_few_words_zones_or_files() throws IOException {
        Path file = Files.writeString(Files.createDirectory(folder.resolve("orders")).resolve("order.txt"), "{}");

        assertThat(names("jobs", "add", "x", "--overlap", "")).containsExactly("allow", "skip", "queue");
        assertThat(names("jobs", "add", "x", "--overlap=s")).containsExactly("--overlap=skip");
        assertThat(names("jobs", "list", "-o", "j")).containsExactly("json");
        assertThat(names("cron", "explain", "x", "--tz", "Europe/Os")).containsExactly("Europe/Oslo");
        assertThat(names("send", "x", "-d", "@" + file.getParent() + "/ord")).containsExactly("@" + file);
        assertThat(names("jobs", "list", "--profile", "")).containsExactly("default");
        assertThat(names("completion", "")).containsExactly("bash", "zsh", "fish");
    }

    @Test
    void keys_of_jobs_come_from_the_server_and_ids_once_they_are_begun() {
        assertThat(names("jobs", "run", "")).containsExactly("backup", "ping");
        assertThat(complete("jobs", "run", "b")).containsExactly("backup\tAt 03:00");
        assertThat(names("runs", "list", "--job", "p")).containsExactly("ping");
        assertThat(names("jobs", "rm", "ping", "b")).containsExactly("backup");
        assertThat(names("jobs", "show", "019b")).containsExactly("019b76da-4e5a-7c3e-9f3b-000000000003");
    }

    @Test
    void the_line_itself_says_who_asks() {
        names("jobs", "run", "--api-key", "key", "");

        assertThat(server.last().header("Authorization")).isEqualTo("Bearer key");
    }

    @Test
    void where_nobody_answers_nothing_is_proposed_and_nothing_is_said() {
        server.close();

        var result = new CommandRun(folder).run("__complete", "jobs", "run", "");

        assertThat(result).isEqualTo(new CommandRun.Result(0, "", ""));
        assertThat(new CommandRun(folder).run("__complete", "jobs", "nonsense", "--x", "")).isEqualTo(new CommandRun.Result(0, "", ""));
    }

    @Test
    void of_every_value_of_every_command_it_is_known_what_may_stand_there() {
        var unknown = new ArrayList<String>();
        var environment = new Environment(Map.of(), false, false, 80, folder);
        collect(Prikke.whole(environment, Streams.ofProcess(), InstantSource.system()), unknown);

        assertThat(unknown).as("labels that neither Kind nor this test knows").isEmpty();
    }

    private static void collect(CommandLine line, List<String> unknown) {
        var command = line.getCommandSpec();
        command.args().stream()
                .filter(arg -> arg.arity().max() > 0 && Kind.of(command, arg) == Kind.FREE && !arg.hidden())
                .filter(arg -> !(arg.isOption() && ((CommandLine.Model.OptionSpec) arg).negatable()))
                .filter(arg -> !FREE.contains(arg.paramLabel()))
                .forEach(arg -> unknown.add(command.qualifiedName() + " " + arg.paramLabel()));
        line.getSubcommands().values().forEach(below -> collect(below, unknown));
    }

    private List<String> names(String... words) {
        return complete(words).stream().map(line -> line.split("\t")[0]).toList();
    }

    private List<String> complete(String... words) {
        var line = new ArrayList<>(List.of("__complete"));
        line.addAll(List.of(words));
        var result = new CommandRun(folder).run(line.toArray(String[]::new));
        assertThat(result.err()).isEmpty();
        return result.out().lines().toList();
    }
}
