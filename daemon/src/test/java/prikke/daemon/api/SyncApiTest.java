package prikke.daemon.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import prikke.core.api.SyncRequest;
import prikke.daemon.Target;
import prikke.daemon.TestClient;
import prikke.daemon.TestClient.Reply;
import prikke.daemon.TestDaemon;

/** {@code PUT /sync} and {@code GET /sync/export}. */
@ExtendWith(TestDaemon.Shared.class)
class SyncApiTest {
    private final TestDaemon daemon;
    private TestClient ann;

    SyncApiTest(TestDaemon daemon) {
        this.daemon = daemon;
        this.ann = daemon.nobody();
    }

    @BeforeEach
    void register() {
        ann = daemon.newUser();
    }

    @Test
    void the_plan_tells_field_by_field_what_was_done() {
        sync("{'jobs':[{'key':'a','url':'http://x/','every':'1h','headers':{'Authorization':'s3cret'}},{'key':'b','url':'http://x/','every':'1h'}]}");

        Reply reply = sync("""
                {'jobs':[{'key':'a','url':'http://x/','every':'2h','headers':{'Authorization':'n3w'},'tags':['x']}, {'key':'c','url':'http://x/','cron':'@daily'}],
                 'queues':[{'name':'lane','concurrency':2}], 'prune':true}""");

        assertThat(keys(reply, "created")).containsExactly("lane", "c");
        assertThat(keys(reply, "updated")).containsExactly("a");
        assertThat(keys(reply, "deleted")).containsExactly("b");
        assertThat(reply.json().at("/updated/0/changes").toString()).isEqualTo(
                "{\"headers.Authorization\":[\"********\",\"********\"],\"every\":[\"PT1H\",\"PT2H\"],\"tags\":[[],[\"x\"]]}");
        assertThat(reply.at("created/1/id")).isEqualTo(ann.get("/jobs/c").is(200).at("id"));
        assertThat(reply.text()).doesNotContain("s3cret", "n3w");
        assertThat(ann.get("/jobs/b").status()).isEqualTo(404);
    }

    @Test
    void the_second_time_nothing_is_done_and_tags_and_times_of_change_stay() {
        String document = "{'jobs':[{'key':'a','url':'http://x/','every':'1h'}],'queues':[{'name':'lane','concurrency':2,'rate':'100/m'}]}";
        sync(document);
        Reply before = ann.get("/jobs/a").is(200);

        Reply again = sync(document);

        assertThat(keys(again, "unchanged")).containsExactly("lane", "a");
        assertThat(keys(again, "updated")).isEmpty();
        Reply after = ann.get("/jobs/a").is(200);
        assertThat(after.at("updated_at")).isEqualTo(before.at("updated_at"));
        assertThat(after.header("ETag")).isEqualTo(before.header("ETag")).isNotEmpty();
    }

    @Test
    void all_that_is_wrong_is_named_by_its_place_and_nothing_is_done() {
        Reply reply = ann.put("/sync", """
                {"jobs":[{"key":"ok","url":"http://x/","every":"1h"},{"key":"a","ulr":"http://x/","cron":"* * *","retries":"3"},7],
                 "queues":{"lane":{"concurrency":0}}, "channels":[{"name":"mail"}], "jbos":[]}""").isProblem(422, "invalid");

        assertThat(reply.wrongFields()).containsExactlyInAnyOrder(
                "jobs[1].ulr", "jobs[1].url", "jobs[1].cron", "jobs[1].retries", "jobs[2]", "queues.lane.concurrency", "channels", "jbos");
        assertThat(reply.text()).contains("no notification channels in this version");
        assertThat(ann.get("/jobs").json().at("/data")).isEmpty();
    }

    @Test
    void jobs_and_queues_may_stand_under_their_keys() {
        Reply reply = sync("{'jobs':{'a':{'url':'http://x/','every':'1h'},'b':{'key':'b','url':'http://x/','every':'1h'}},'queues':{'lane':{}}}");

        assertThat(keys(reply, "created")).containsExactly("lane", "a", "b");
        assertThat(ann.put("/sync", "{\"jobs\":{\"a\":{\"key\":\"other\",\"url\":\"http://x/\",\"every\":\"1h\"}}}").isProblem(422, "invalid").wrongFields())
                .containsExactly("jobs.a.key");
    }

    @Test
    void a_dry_run_is_asked_for_in_the_document_or_beside_it() {
        String document = "{\"jobs\":[{\"key\":\"a\",\"url\":\"http://x/\",\"every\":\"1h\"}]%s}";
        for (Reply reply : List.of(ann.put("/sync?dry_run=true", document.formatted("")), ann.put("/sync", document.formatted(",\"dry_run\":true")))) {
            assertThat(keys(reply.is(200), "created")).containsExactly("a");
            assertThat(reply.json().at("/dry_run").asBoolean()).isTrue();
            assertThat(reply.json().at("/created/0").has("id")).isFalse();
        }
        assertThat(ann.get("/jobs").json().at("/data")).isEmpty();
    }

    @Test
    void what_is_exported_syncs_to_nothing_to_do_and_has_neither_credentials_nor_what_is_by_default_so() {
        sync("""
                {'jobs':[{'key':'a','url':'http://x/','every':'1h','timeout':'30s','headers':{'Authorization':'s3cret','X-A':'b'}},
                         {'key':'b','url':'http://x/','cron':'0 3 * * *','timezone':'Europe/Oslo','enabled':false}],'queues':{'lane':{'rate':'10/s'}}}""");
        ann.post("/jobs", "{\"url\":\"http://127.0.0.1:9/\",\"delay\":\"1h\"}").is(202);

        Reply exported = ann.get("/sync/export").is(200);

        assertThat(exported.text()).isEqualTo("""
                {"jobs":[{"key":"a","url":"http://x/","headers":{"Authorization":"<unchanged>","X-A":"b"},"every":"PT1H"},\
                {"key":"b","url":"http://x/","cron":"0 3 * * *","timezone":"Europe/Oslo","enabled":false}],\
                "queues":[{"name":"lane","concurrency":1,"rate":"10/s"}]}""");
        Reply again = ann.put("/sync", exported.text()).is(200);
        assertThat(keys(again, "unchanged")).containsExactly("lane", "a", "b");
        assertThat(keys(again, "created").size() + keys(again, "updated").size()).isZero();
    }

    @Test
    void a_one_off_of_a_document_runs_and_a_changed_job_runs_as_it_is_now() {
        try (Target target = new Target()) {
            sync("{'jobs':[{'key':'tick','url':'%s','every':'1d'}]}".formatted(target.url("/500")));
            sync("{'jobs':[{'key':'tick','url':'%s','every':'1s'}]}".formatted(target.url("/200")));

            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(target.deliveries()).isNotEmpty());
        }
    }

    @Test
    void a_document_of_more_than_ten_thousand_jobs_or_of_none_is_refused() {
        String many = IntStream.rangeClosed(0, SyncRequest.MOST).mapToObj(i -> "{}").collect(Collectors.joining(","));

        Reply tooMany = ann.put("/sync", "{\"jobs\":[" + many + "]}").isProblem(422, "invalid");
        assertThat(tooMany.wrongFields()).containsExactly("jobs");
        assertThat(tooMany.at("errors/0/message")).contains("10001", "10000", "Split it");
        assertThat(ann.put("/sync", "{}").isProblem(422, "invalid").wrongFields()).containsExactly("jobs");
        assertThat(ann.put("/sync", "{\"jobs\":7}").isProblem(422, "invalid").wrongFields()).containsExactly("jobs");
        assertThat(ann.put("/sync", "{\"jobs\":[{\"body\":\"" + "x".repeat(8 * 1024 * 1024) + "\"}]}").status()).isEqualTo(413);
    }

    @Test
    void the_schema_is_there_for_anybody() {
        Reply schema = daemon.nobody().get("//schemas/sync.json").is(200);

        assertThat(schema.header("Content-Type")).startsWith("application/schema+json");
        assertThat(schema.json().at("/$schema").asText()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
    }

    private Reply sync(String document) {
        return ann.put("/sync", document.replace('\'', '"')).is(200);
    }

    private static List<String> keys(Reply reply, String part) {
        return reply.json().at("/" + part).valueStream().map(item -> item.path("key").asText()).toList();
    }
}
