package prikke.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import prikke.core.api.Json;

/** What {@code import crontab} makes of lines. */
class ImportCrontabTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', textBlock = """
            curl -fsS https://x.example/a                            | {"method":"GET","url":"https://x.example/a"}
            /usr/bin/curl -sm10 -XPUT x.example/a >/dev/null 2>&1    | {"method":"PUT","url":"http://x.example/a","timeout":"10s"}
            curl -d a=1 -d 'b=2 3' http://x/                         | {"method":"POST","url":"http://x/","headers":{"Content-Type":"application/x-www-form-urlencoded"},"body":"a=1&b=2 3"}
            curl --json '{"a": "it'"'"'s"}' http://x/                | {"method":"POST","url":"http://x/","headers":{"Content-Type":"application/json","Accept":"application/json"},"body":"{\\"a\\": \\"it's\\"}"}
            curl -H 'X-A: b' -H "Content-Type: text/plain" --data-raw @x http://x/ | {"method":"POST","url":"http://x/","headers":{"X-A":"b","Content-Type":"text/plain"},"body":"@x"}
            curl -u ann:secret --retry 3 --retry-delay 5 http://x/   | {"method":"GET","url":"http://x/","headers":{"Authorization":"Basic YW5uOnNlY3JldA=="},"retries":3,"backoff":"fixed","retry_delay":"5s"}
            curl -L 'http://ann:secret@x/a?b=1&c=2' -o /dev/null     | {"method":"GET","url":"http://x/a?b=1&c=2","headers":{"Authorization":"Basic YW5uOnNlY3JldA=="},"follow_redirects":true}
            curl -G -d a=1 --data-urlencode 'q=ø 1' http://x/?z=0    | {"method":"GET","url":"http://x/?z=0&a=1&q=%C3%B8%201"}
            curl -I http://x/ # only the head                        | {"method":"HEAD","url":"http://x/"}
            curl -d @- http://x/%first%second                        | {"method":"POST","url":"http://x/","headers":{"Content-Type":"application/x-www-form-urlencoded"},"body":"first\\nsecond"}
            curl http://x/?d=100\\%                                  | {"method":"GET","url":"http://x/?d=100%"}
            wget -qO- --tries=3 --timeout=20 http://x/ >> log        | {"method":"GET","url":"http://x/","timeout":"20s","retries":2,"follow_redirects":true}
            wget --post-data='a=1' --header 'X-A: b' --user ann --password p http://x/ | {"method":"POST","url":"http://x/","headers":{"X-A":"b","Authorization":"Basic YW5uOnA=","Content-Type":"application/x-www-form-urlencoded"},"body":"a=1","follow_redirects":true}
            root curl http://x/                                      | {"method":"GET","url":"http://x/"}
            """)
    void a_line_becomes_the_call_that_it_makes(String command, String expected) throws IOException {
        JsonNode job = jobs("0 3 * * * " + command).getFirst();

        assertThat(job.path("cron").asText()).isEqualTo("0 3 * * *");
        ((ObjectNode) job).remove(List.of("cron", "key"));
        assertThat(job).isEqualTo(Json.mapper().readTree(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', textBlock = """
            0 3 * * * curl http://x/ &#124; mail ops          | the pipe
            0 3 * * * curl http://x/ && touch /tmp/ok         | second command after &&
            0 3 * * * cd /srv; curl http://x/                 | second command after ;
            0 3 * * * curl http://x/?a=1&b=2                  | put that in quotes
            0 3 * * * curl "http://x/$HOST"                   | the variable $HOST
            0 3 * * * curl http://x/$(date +\\%F)             | the substitution $(...)
            0 3 * * * curl http://x/`hostname`                | the substitution `...`
            @reboot curl http://x/                            | @reboot is no time
            0 3 * * * /opt/backup.sh                          | only curl and wget are read
            0 3 * * * curl -d @body.json http://x/            | the file body.json
            0 3 * * * curl -k https://x/                      | any certificate
            0 3 * * * curl --frobnicate http://x/             | --frobnicate
            0 3 * * * curl http://x/ http://y/                | more than one address
            0 3 * * * curl -s                                 | names no address
            0 0 30 2 * curl http://x/                         | February
            0 3 * * * curl 'http://x/                         | not closed
            what is this                                      | neither a setting nor a schedule
            """)
    void a_line_that_needs_more_than_a_call_is_refused_and_told_why(String line, String why) {
        CommandRun.Result result = run("# first\n" + line.replace("&#124;", "|") + "\n", "--dry-run");

        assertThat(result.exitCode()).isEqualTo(5);
        assertThat(result.err()).contains("stdin:2: not taken: ").contains(why);
    }

    @Test
    void comments_name_jobs_settings_set_zones_and_keys_are_the_same_each_time() throws IOException {
        String crontab = """
                MAILTO=ops@example.com
                CRON_TZ="Europe/Oslo"
                # ----------
                # Nightly backup!
                0 3 * * * curl http://x.example/backup

                @daily curl http://x.example/Tidy/up
                @hourly curl http://x.example/Tidy/up
                CRON_TZ=UTC
                # 0 4 * * * curl http://x/old
                15,45 9-17 * * 1-5\tcurl http://x.example/ping > /dev/null
                """;
        List<JsonNode> jobs = jobs(crontab, "--prefix", "web1-", "--disabled");

        assertThat(jobs).extracting(job -> job.path("key").asText())
                .containsExactly("web1-nightly-backup", "web1-x.example-tidy-up", "web1-x.example-tidy-up-2", "web1-x.example-ping");
        assertThat(jobs).extracting(job -> job.path("timezone").asText("UTC")).containsExactly("Europe/Oslo", "Europe/Oslo", "Europe/Oslo", "UTC");
        assertThat(jobs).extracting(job -> job.path("name").asText("")).containsExactly("Nightly backup!", "", "", "");
        assertThat(jobs).extracting(job -> job.path("cron").asText()).containsExactly("0 3 * * *", "@daily", "@hourly", "15,45 9-17 * * 1-5");
        assertThat(jobs).allSatisfy(job -> assertThat(job.path("enabled").asBoolean(true)).isFalse());
        assertThat(run(crontab, "--dry-run").err()).contains("stdin:1: note: MAILTO is left out", "stdin:11: note: where the output went is left out");
    }

    @Test
    void each_job_is_put_under_its_key_and_the_exit_code_says_that_a_line_was_left() throws IOException {
        try (FakeServer server = new FakeServer()) {
            server.on("PUT /api/v1/jobs/x-a", 201, "{'key':'x-a'}");
            CommandRun run = new CommandRun(folder).with("PRIKKE_SERVER", server.url()).with("PRIKKE_API_KEY", "key");

            CommandRun.Result result = run.stdin("0 3 * * * curl http://x/a\n0 4 * * * backup.sh\n").run("import", "crontab", "--tz", "UTC");

            assertThat(result.exitCode()).isEqualTo(5);
            assertThat(result.out()).isEqualTo("stdin:1: x-a: 0 3 * * *, GET http://x/a\n");
            assertThat(result.err()).isEqualTo("stdin:2: not taken: it runs backup.sh, and a job calls a URL: only curl and wget are read.\n");
            assertThat(server.last().body()).isEqualTo("{\"key\":\"x-a\",\"url\":\"http://x/a\",\"method\":\"GET\",\"cron\":\"0 3 * * *\"}");
        }
    }

    @Test
    void as_yaml_it_is_a_document_that_sync_takes() {
        assertThat(run("0 3 * * * curl http://x/a\n", "-o", "yaml", "--tz", "UTC").out())
                .startsWith("# yaml-language-server: $schema=http://127.0.0.1:7717/schemas/sync.json\n")
                .endsWith("jobs:\n- key: x-a\n  url: http://x/a\n  method: GET\n  cron: 0 3 * * *\n");
    }

    private List<JsonNode> jobs(String crontab, String... more) throws IOException {
        String[] words = new String[more.length + 4];
        System.arraycopy(more, 0, words, 4, more.length);
        words[0] = "-o";
        words[1] = "json";
        words[2] = "--tz";
        words[3] = "UTC";
        CommandRun.Result result = run(crontab, words);
        assertThat(result.exitCode()).as(result.err()).isZero();
        return StreamSupport.stream(Json.mapper().readTree(result.out()).at("/jobs").spliterator(), false).toList();
    }

    private CommandRun.Result run(String crontab, String... more) {
        String[] words = new String[more.length + 2];
        System.arraycopy(more, 0, words, 2, more.length);
        words[0] = "import";
        words[1] = "crontab";
        return new CommandRun(folder).stdin(crontab).run(words);
    }
}
