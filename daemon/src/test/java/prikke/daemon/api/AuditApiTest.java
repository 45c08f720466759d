package prikke.daemon.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import prikke.core.api.AuditFilter;
import prikke.core.api.AuditResponse;
import prikke.daemon.TestClient;
import prikke.daemon.TestClient.Reply;
import prikke.daemon.TestDaemon;

@ExtendWith(TestDaemon.Shared.class)
class AuditApiTest {
    private static final String JOB = "{\"url\":\"http://127.0.0.1:9/\",\"every\":\"1d\"}";

    private final TestClient ann;

    AuditApiTest(TestDaemon daemon) {
        ann = daemon.newUser();
    }

    @Test
    void an_entry_says_who_did_what_from_where_and_what_it_was_before() {
        ann.put("/jobs/nightly", JOB).is(201);
        ann.send("PATCH", "/jobs/nightly", "{\"retries\":3}", Map.of("User-Agent", "agent/1")).is(200);

        AuditResponse newest = ann.api().audit(new AuditFilter(null, null, null, "job.update"), 10).values().getFirst();

        assertThat(newest.actor()).isEqualTo(ann.get("/me").at("user/email"));
        assertThat(newest.actorType()).isEqualTo("user");
        assertThat(newest.address()).isEqualTo("127.0.0.1");
        assertThat(newest.userAgent()).isEqualTo("agent/1");
        assertThat(newest.subjectType()).isEqualTo("job");
        assertThat(newest.subjectName()).isEqualTo("nightly");
        assertThat(newest.changes()).isEqualTo(Map.of("retries", List.of(0, 3)));
    }

    @Test
    void all_that_changes_anything_is_told() {
        ann.put("/jobs/nightly", JOB).is(201);
        ann.patch("/jobs/nightly", "{\"retries\":3}").is(200);
        ann.post("/jobs/nightly/pause").is(200);
        ann.post("/jobs/nightly/resume").is(200);
        String execution = ann.post("/jobs", "{\"url\":\"http://127.0.0.1:9/\",\"delay\":\"1h\"}").is(202).at("execution_id");
        ann.post("/executions/" + execution + "/cancel").is(200);
        ann.post("/executions/" + execution + "/replay").is(201);
        ann.post("/jobs/nightly/run").is(201);
        ann.delete("/jobs/nightly").is(204);
        ann.post("/jobs/batch", "{\"jobs\":[" + JOB + "]}").is(201);
        ann.put("/queues/reports", "{\"concurrency\":2}").is(200);
        ann.post("/queues/reports/pause").is(200);
        ann.put("/jobs/queued", "{\"url\":\"http://127.0.0.1:9/\",\"queue\":\"reports\",\"delay\":\"0s\"}").is(201);
        ann.post("/queues/reports/purge").is(200);
        ann.post("/queues/reports/resume").is(200);
        ann.delete("/queues/reports").is(204);
        String key = ann.post("/keys", "{\"name\":\"ci\"}").is(201).at("id");
        String fresh = ann.post("/keys/" + key + "/rotate", "{}").is(201).at("id");
        ann.delete("/keys/" + fresh).is(204);
        String secret = ann.get("/webhook-secrets").json().at("/data/0/id").asText();
        ann.post("/webhook-secrets/rotate", "{}").is(201);
        ann.delete("/webhook-secrets/" + secret).is(204);
        String org = ann.get("/orgs").json().at("/data/0/id").asText();
        ann.patch("/orgs/" + org, "{\"name\":\"Renamed\"}").is(200);
        String invite = ann.post("/orgs/" + org + "/invites", "{}").is(201).at("id");
        ann.delete("/orgs/" + org + "/invites/" + invite).is(204);
        ann.post("/auth/login", "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(ann.get("/me").at("user/email"), TestClient.PASSWORD)).is(200);

        assertThat(actions(ann.get("/audit?limit=200"))).contains(
                "user.register", "organization.create", "organization.rename", "session.start", "job.create", "job.update", "job.pause",
                "job.resume", "job.run", "job.delete", "execution.cancel", "execution.replay", "queue.set", "queue.pause", "queue.purge",
                "queue.resume", "queue.delete", "key.create", "key.rotate", "key.revoke", "secret.rotate", "secret.retire",
                "invitation.create", "invitation.revoke");
    }

    @Test
    void it_is_read_page_by_page_and_narrowed() {
        for (int i = 0; i < 3; i++) ann.put("/jobs/job-" + i, JOB).is(201);

        Reply first = ann.get("/audit?action=job&limit=2").is(200);
        Reply second = ann.get("/audit?action=job&limit=2&cursor=" + first.at("next_cursor")).is(200);

        assertThat(names(first)).containsExactly("job-2", "job-1");
        assertThat(names(second)).containsExactly("job-0");
        assertThat(second.json().get("next_cursor").isNull()).isTrue();
        assertThat(actions(ann.get("/audit?until=1h"))).isEmpty();
        assertThat(actions(ann.get("/audit?actor=nobody@example.com"))).isEmpty();
        assertThat(ann.get("/audit?action=jobs").isProblem(400, "bad_request").at("detail")).contains("job, execution");
    }

    @Test
    void it_is_exported_whole_as_csv_and_as_lines_of_json() {
        for (int i = 0; i < 3; i++) ann.put("/jobs/job-" + i, JOB).is(201);
        ann.patch("/jobs/job-0", "{\"name\":\"=1+1, \\\"quoted\\\"\"}").is(200);

        Reply csv = ann.get("/audit?format=csv&action=job.create&limit=1").is(200);
        Reply same = ann.send("GET", "/audit?action=job.create", Map.of("Accept", "text/csv")).is(200);
        Reply lines = ann.get("/audit?format=ndjson").is(200);

        assertThat(csv.header("Content-Type")).startsWith("text/csv");
        assertThat(List.of(csv.text().split("\r\n"))).hasSize(4).first().asString().startsWith("at,actor,actor_type");
        assertThat(same.text()).isEqualTo(csv.text());
        assertThat(lines.header("Content-Type")).isEqualTo("application/x-ndjson");
        assertThat(lines.text().lines()).hasSize(actions(ann.get("/audit?limit=200")).size()).allMatch(line -> line.startsWith("{\"id\":"));
        ann.get("/audit?format=xml").isProblem(400, "bad_request");
    }

    @Test
    void a_cell_that_a_spreadsheet_would_take_for_a_formula_is_none() {
        ann.post("/keys", "{\"name\":\"=HYPERLINK(\\\"x\\\")\"}").is(201);

        assertThat(ann.get("/audit?format=csv&action=key").text()).contains(",\"'=HYPERLINK(\"\"x\"\")\",");
    }

    @Test
    void credentials_never_get_into_it() {
        ann.put("/jobs/secret", """
            {"url":"http://127.0.0.1:9/?api_key=qu3ry","every":"1d",
             "headers":{"Authorization":"Bearer h3ader","X-Secret":"s3cret","X-Trace":"shown"}}""").is(201);
        String token = ann.post("/keys", "{\"name\":\"ci\"}").is(201).at("token");

        String all = ann.get("/audit?format=ndjson").text();

        assertThat(all).contains("headers.Authorization", "shown")
                .doesNotContain("qu3ry", "h3ader", "s3cret", token.substring(token.indexOf('.') + 1), TestClient.PASSWORD, "whsec_", "pu_");
    }

    private static List<String> actions(Reply reply) {
        return texts(reply, "action");
    }

    private static List<String> names(Reply reply) {
        return texts(reply, "subject_name");
    }

    private static List<String> texts(Reply reply, String field) {
        JsonNode data = reply.is(200).json().get("data");
        return StreamSupport.stream(data.spliterator(), false).map(entry -> entry.get(field).asText()).toList();
    }
}
