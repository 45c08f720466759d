package prikke.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import prikke.core.api.Json;

/** What {@code sync} and {@code export} send, and print of what is answered. */
class SyncCommandTest {
    private static final String SYNC = "PUT /api/v1/sync?dry_run=false&prune=false";
    private static final String NOTHING = "{'dry_run':false,'prune':false,'created':[],'updated':[],'deleted':[],'unchanged':[{'type':'job','key':'a','changes':{}}]}";

    @TempDir
    Path folder;

    private final FakeServer server;

    SyncCommandTest() throws IOException {
        server = new FakeServer();
    }

    @BeforeEach
    void answer() {
        server.on(SYNC, 200, NOTHING);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void text_is_taken_as_it_is_written_whatever_yaml_would_make_of_it() throws IOException {
        sync("""
                x-defaults: &defaults {method: GET, retries: 3, tags: [2024, yes]}
                jobs:
                  - <<: *defaults
                    key: a
                    url: http://x/
                    expected_status: 200
                    run_at: 2030-01-01T00:00:00Z
                    headers: {X-Trace: on, X-Version: 1.10, X-Empty: ""}
                    retries: 5
                    enabled: no
                    body: |
                      first
                      second
                queues: {lane: {concurrency: 2, rate: 10/s}}
                """);

        assertThat(sent()).isEqualTo(Json.mapper().readTree("""
                {"jobs":[{"key":"a","url":"http://x/","expected_status":"200","run_at":"2030-01-01T00:00:00Z",
                  "headers":{"X-Trace":"on","X-Version":"1.10","X-Empty":""},"retries":5,"enabled":false,"body":"first\\nsecond\\n","method":"GET",
                  "tags":["2024","yes"]}],
                 "queues":{"lane":{"concurrency":2,"rate":"10/s"}}}"""));
    }

    @Test
    void what_is_wrong_is_told_with_its_line() throws IOException {
        server.on(SYNC, 422, """
                {'type':'about:blank','title':'Unprocessable Content','status':422,'code':'invalid','detail':'2 fields are wrong.','errors':[
                  {'field':'jobs[1].cron','code':'syntax','message':'has 3 fields; 5 or 6 are expected'},
                  {'field':'jobs[1].url','code':'required','message':'is missing'}]}""");
        String yaml = "jobs:\n  - {key: a, url: 'http://x/', every: 1h}\n  - key: b\n    # why\n    cron: '* * *'\n";

        CommandRun.Result result = sync(yaml);

        assertThat(result.exitCode()).isEqualTo(5);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).isEqualTo("""
                error: 2 things are wrong in %1$s; nothing was changed.
                %1$s:5: jobs[1].cron has 3 fields; 5 or 6 are expected
                %1$s:3: jobs[1].url is missing
                """.formatted(file("a.yaml")));
        JsonNode problem = Json.mapper().readTree(sync(yaml, "-o", "json").err());
        assertThat(problem.at("/errors/0/line").asInt()).isEqualTo(5);
        assertThat(problem.at("/code").asText()).isEqualTo("invalid");
    }

    @Test
    void several_files_are_one_document_and_each_fault_is_told_by_its_own_file() throws IOException {
        server.on(SYNC, 422, """
                {'type':'about:blank','title':'x','status':422,'code':'invalid','detail':'x','errors':[
                  {'field':'jobs[2].key','code':'duplicate','message':'is the key of jobs[0] too.'}]}""");
        Files.writeString(file("a.yaml"), "jobs: {a: {url: 'http://x/', every: 1h}, b: {url: 'http://x/', every: 1h}}\n");
        Files.writeString(file("b.yaml"), "queues: [{name: lane}]\njobs:\n  - key: a\n    url: http://x/\n");

        CommandRun.Result result = run("sync", "-f", file("a.yaml").toString(), "-f", file("b.yaml").toString());

        assertThat(sent().at("/jobs")).hasSize(3);
        assertThat(sent().at("/jobs/1/key").asText()).isEqualTo("b");
        assertThat(result.err()).contains("wrong in 2 files", file("b.yaml") + ":3: jobs[2].key is the key of jobs[0] too.");
    }

    @Test
    void a_file_that_is_no_yaml_or_says_something_twice_is_refused_by_its_line_and_nothing_is_sent() throws IOException {
        assertThat(sync("jobs:\n  - {key: a\nqueues: []\n")).satisfies(result -> {
            assertThat(result.exitCode()).isEqualTo(5);
            assertThat(result.err()).startsWith("error: " + file("a.yaml") + ":3 is no YAML: ");
        });
        assertThat(sync("jobs:\n  - key: a\n    key: b\n").err()).contains(":3 says key a second time");
        assertThat(sync("").err()).contains("holds no document");
        assertThat(run("sync", "-f", "none.yaml")).satisfies(result -> {
            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(result.err()).contains("There is no file none.yaml");
        });
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void the_plan_is_a_diff_that_is_plain_where_it_is_piped_and_coloured_for_a_reader() throws IOException {
        server.on(SYNC, 200, """
                {'dry_run':false,'prune':false,'created':[{'type':'job','key':'new','changes':{'key':[null,'new'],'url':[null,'http://x/']}}],
                 'updated':[{'type':'job','key':'a','changes':{'cron':['0 3 * * *','0 4 * * *'],'tags':[[],['x','y']]}}],
                 'deleted':[{'type':'queue','key':'lane','changes':{}}],'unchanged':[{'type':'job','key':'b','changes':{}}]}""");

        String piped = sync("jobs: []").out();

        assertThat(piped).isEqualTo("""
                + job new
                    url: http://x/
                ~ job a
                    cron: 0 3 * * * -> 0 4 * * *
                    tags: [] -> [x, y]
                - queue lane
                1 created, 1 updated, 1 deleted, 1 unchanged.
                """);
        Files.writeString(file("a.yaml"), "jobs: []");
        String[] words = {"sync", "-f", file("a.yaml").toString()};
        assertThat(commandRun().onTerminal(80).run(words).out()).contains("\u001b[31m0 3 * * *\u001b[0m -> \u001b[32m0 4 * * *\u001b[0m", "\u001b[32m+ job new");
        assertThat(commandRun().onTerminal(80).with("NO_COLOR", "1").run(words).out()).isEqualTo(piped);
        assertThat(commandRun().onTerminal(80).run("sync", "-f", file("a.yaml").toString(), "--no-color").out()).isEqualTo(piped);
        assertThat(run("sync", "-f", file("a.yaml").toString(), "-q").out()).isEqualTo("new\na\nlane\n");
    }

    @Test
    void dry_run_and_prune_are_passed_on_and_stdin_is_read() {
        server.on("PUT /api/v1/sync?dry_run=true&prune=true", 200, NOTHING.replace("'dry_run':false", "'dry_run':true"));

        CommandRun.Result result = commandRun().stdin("{\"jobs\": [{\"key\": \"a\"}]}").run("sync", "-f", "-", "--dry-run", "--prune");

        assertThat(result.out()).isEqualTo("Nothing to do: the one thing is as it says.\n");
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void a_server_that_takes_its_time_is_not_mistaken_for_one_that_hangs() throws IOException {
        Files.writeString(file("a.yaml"), "jobs: {a: {url: 'http://x/', every: 1h}, b: {url: 'http://x/', every: 1h}}");
        var later = new CountDownLatch(1);
        server.holding(later);
        CompletableFuture.delayedExecutor(1300, TimeUnit.MILLISECONDS).execute(later::countDown);

        CommandRun.Result result = commandRun().watched().run("sync", file("a.yaml").toString());

        assertThat(result.err()).isEqualTo("\r\u001b[KSyncing 2 things of " + file("a.yaml") + " … 1 s\r\u001b[K");
        assertThat(result.out()).isEqualTo("Nothing to do: the one thing is as it says.\n");
        assertThat(run("sync").exitCode()).isEqualTo(2);
        assertThat(run("sync").err()).contains("prikke sync -f prikke.yaml");
    }

    @Test
    void what_is_exported_as_yaml_reads_back_as_the_very_same_document() throws IOException {
        String document = """
                {"jobs":[{"key":"a","url":"http://x/","cron":"0 3 * * *","body":"first\\nsecond\\n","name":"yes","tags":["1","~","0x1F"],"retries":3,
                  "headers":{"Authorization":"<unchanged>","X":" : #"},"enabled":false,"run_at":"2030-01-01T00:00:00Z"},
                 {"key":"b","url":"http://x/","every":"PT1H","body":"\\u0001\\t æ ✓ 😀 \\n trailing \\n"}],"queues":[]}""";
        server.on("GET /api/v1/sync/export", 200, document);

        String yaml = run("export").out();
        sync(yaml);

        assertThat(yaml).startsWith("# yaml-language-server: $schema=" + server.url() + "/schemas/sync.json\n").contains("body: |\n", "<unchanged> keeps");
        assertThat(sent()).isEqualTo(Json.mapper().readTree(document));
        assertThat(Json.mapper().readTree(run("export", "-o", "json").out())).isEqualTo(Json.mapper().readTree(document));
        assertThat(run("export", "-o", "csv").exitCode()).isEqualTo(2);
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    private CommandRun.Result sync(String yaml, String... more) throws IOException {
        Files.writeString(file("a.yaml"), yaml);
        String[] words = new String[more.length + 3];
        System.arraycopy(more, 0, words, 3, more.length);
        words[0] = "sync";
        words[1] = "-f";
        words[2] = file("a.yaml").toString();
        return run(words);
    }

    private JsonNode sent() throws IOException {
        return Json.mapper().readTree(server.requests().stream().filter(r -> r.method().equals("PUT")).toList().getLast().body());
    }

    private CommandRun.Result run(String... args) {
        return commandRun().run(args);
    }

    private CommandRun commandRun() {
        return new CommandRun(folder).with("PRIKKE_SERVER", server.url()).with("PRIKKE_API_KEY", "key");
    }
}
