package prikke.daemon.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import prikke.daemon.Target;
import prikke.daemon.TestClient;
import prikke.daemon.TestDaemon;

/** The pages on jobs and runs, through the real server and by what is in their HTML. */
@ExtendWith(TestDaemon.Shared.class)
class JobPagesTest {
    private final Target target = new Target();
    private final TestDaemon daemon;
    private final String email = "jobs-" + UUID.randomUUID() + "@example.com";
    private final TestClient owner;
    private final String org;
    private final Browser browser;

    JobPagesTest(TestDaemon daemon) {
        this.daemon = daemon;
        this.owner = daemon.nobody().register(email);
        this.org = owner.get("/orgs").at("data/0/id");
        this.browser = new Browser(daemon.url()).signIn(email);
    }

    @AfterEach
    void close() {
        target.close();
    }

    @Test
    void an_empty_organization_is_shown_how_to_make_its_first_job() {
        Document home = page("/");

        assertThat(home.select("#teach-cli").text())
                .contains("prikke login --server " + daemon.url(), "prikke jobs add nightly https://example.com/hook --cron '0 3 * * *' --org " + org);
        assertThat(home.select("#teach-curl").text()).contains("curl -X PUT " + daemon.url() + "/api/v1/jobs/nightly", "Prikke-Org: " + org);
    }

    @Test
    void the_list_goes_on_from_page_to_page_and_keeps_its_search() {
        for (int i = 0; i < 53; i++) job("page-" + i, "\"every\": \"1h\"");
        job("other", "\"every\": \"1h\"");

        Document first = page("/jobs?q=page-");
        Document second = page(first.select(".pager a").attr("href"));

        assertThat(first.select(".row.job a[data-row]")).hasSize(50);
        assertThat(first.select(".pager a").attr("href")).startsWith("/jobs?q=page-&cursor=");
        assertThat(second.select(".row.job a[data-row]").eachText()).containsExactly("page-2", "page-1", "page-0");
        assertThat(page("/jobs?sort=key").select(".row.job a[data-row]").eachText()).startsWith("other", "page-0", "page-1", "page-10");
        assertThat(second.select(".pager a").eachText()).containsExactly("First page");
    }

    @Test
    void a_job_is_shown_with_its_schedule_in_words_and_the_next_five_occurrences_in_its_zone() {
        String id = job("nightly", "\"cron\": \"0 3 * * *\", \"timezone\": \"Europe/Oslo\", \"headers\": {\"X-Api-Key\": \"s3cret\"}");

        Document job = page("/jobs/" + id);

        assertThat(job.select("section:has(#schedule) strong").text()).isEqualTo("At 03:00 every day, Europe/Oslo");
        assertThat(job.select("section:has(#schedule) li").eachText()).hasSize(5).allMatch(text -> text.contains("03:00:00 Europe/Oslo"));
        assertThat(job.text()).contains("X-Api-Key ********").doesNotContain("s3cret");
        assertThat(job.select("[data-copy]").attr("data-copy")).contains("-H 'X-Api-Key: ********'").doesNotContain("s3cret");
    }

    @Test
    void a_run_tells_what_was_sent_what_came_back_and_why_it_failed() {
        String id = job("broken", "\"every\": \"1h\", \"body\": \"{\\\"n\\\": 1.50}\"", "/503");
        String run = owner.post("/jobs/" + id + "/run").is(201).at("id");
        owner.get("/executions/" + run + "?wait=20s").is(200);

        Document page = page("/runs/" + run);

        assertThat(page.select(".strip .state").text()).isEqualTo("Failed");
        assertThat(page.select(".why").text()).isEqualTo("The target answered 503; expected was 2xx.");
        assertThat(page.select("#answer-1").text()).isEqualTo("seen");
        assertThat(page.select(".timeline .head").text()).containsPattern("sent \\d\\d:\\d\\d:\\d\\d\\.\\d{3} UTC");
        assertThat(page.select("#sent-body").text()).as("numbers stay as they were written").contains("\"n\": 1.50");
        assertThat(page.select("table.headers").text()).contains("Webhook-Id " + run);
        assertThat(page("/runs?q=answered+503&status=failed").select("[data-row]").eachText()).containsExactly("broken");
        assertThat(page("/runs?q=answered+504").select("[data-row]")).isEmpty();
        assertThat(page("/").select("section:has(#care) .row").text()).contains("broken", "1 failure in 24 h", "The target answered 503");
    }

    @Test
    void who_wants_care_is_found_however_many_have_failed_more_often_and_do_well_again() {
        List<String> fine = IntStream.range(0, 51).mapToObj(i -> job("fine-" + i, "\"every\": \"1h\"", "/twice/404/" + i)).toList();
        String broken = job("broken", "\"every\": \"1h\"", "/404");
        String gone = job("gone", "\"every\": \"1h\"", "/404");
        for (int i = 0; i < 3; i++) run(fine);
        run(List.of(broken, gone));
        owner.delete("/jobs/" + gone).is(204);

        assertThat(page("/").select("section:has(#care) .row .main").eachText()).containsExactly("broken");
    }

    private void run(List<String> jobs) {
        List<String> runs = jobs.stream().map(job -> owner.post("/jobs/" + job + "/run").is(201).at("id")).toList();
        runs.forEach(run -> owner.get("/executions/" + run + "?wait=20s").is(200));
    }

    @Test
    void a_test_request_is_sent_once_with_the_stored_credential_and_told_of_in_the_audit_log() {
        String id = job("kept", "\"every\": \"1h\", \"headers\": {\"X-Token\": \"s3cret\"}");
        browser.get("/jobs/" + id + "/edit").is(200);

        Browser.Seen answer = browser.submit("/jobs/" + id, "/jobs/test", Map.of(
                "kind", "every", "every", "1h", "method", "PUT", "url", target.url("/201"), "header.0.name", "X-Token", "header.0.value", "********"));

        answer.is(200).shows("seen");
        assertThat(target.deliveries()).hasSize(1);
        assertThat(target.deliveries().getFirst().header("X-Token")).isEqualTo("s3cret");
        assertThat(target.deliveries().getFirst().header("Webhook-Signature")).startsWith("v1,");
        assertThat(owner.get("/audit?action=job.test").json().at("/data")).hasSize(1);
        assertThat(owner.get("/executions").json().at("/data")).isEmpty();
    }

    @Test
    void a_test_request_goes_nowhere_that_the_egress_policy_forbids() {
        browser.get("/jobs/new").is(200);

        browser.submit("/jobs", "/jobs/test", Map.of("kind", "now", "method", "GET", "url", "http://169.254.169.254/latest"))
                .is(200)
                .shows("The egress policy of this instance forbids the address.");
    }

    @Test
    void who_may_only_look_is_refused_though_the_form_is_this_sites() {
        String id = job("safe", "\"every\": \"1h\"");
        String run = owner.post("/jobs/" + id + "/run").is(201).at("id");
        owner.get("/executions/" + run + "?wait=20s").is(200);
        String invite = owner.post("/orgs/" + org + "/invites", "{\"role\":\"viewer\"}").is(201).at("token");
        TestClient viewer = daemon.nobody().register("viewer-" + email);
        viewer.post("/invites/" + invite + "/accept").is(200);
        Browser looking = new Browser(daemon.url()).signIn("viewer-" + email);
        String token = Jsoup.parse(looking.get("/jobs?org=" + org).text()).select("[name=form_token]").eachAttr("value").getFirst();

        for (String path : List.of("/jobs", "/jobs/" + id, "/jobs/" + id + "/run", "/jobs/" + id + "/pause", "/jobs/test", "/runs/" + run + "/replay")) {
            looking.post(path, Map.of("form_token", token, "org", org, "url", target.url("/200"), "kind", "now", "version", "x"))
                    .is(403)
                    .shows("The role viewer may not");
        }
        looking.post("/jobs/bulk", Map.of("form_token", token, "org", org, "job." + id, "on", "action", "delete-surely")).is(403);
        owner.get("/jobs/" + id).is(200);
        looking.get("/jobs/new?org=" + org).is(403);
        looking.get("/jobs/" + id + "/edit?org=" + org).is(403);
    }

    @Test
    void what_others_have_deleted_meanwhile_keeps_nobody_from_deleting_the_rest() {
        String id = job("left", "\"every\": \"1h\"");
        String gone = "job." + UUID.randomUUID();
        browser.get("/jobs").is(200);

        browser.submit("/jobs/bulk", Map.of("job." + id, "on", gone, "on", "action", "delete")).is(200).shows("Delete this job?");
        browser.get("/jobs").is(200);
        browser.submit("/jobs/bulk", Map.of(gone, "on", "action", "delete")).leadsTo("/jobs");
        browser.get("/jobs").shows("They are deleted already.");
    }

    @Test
    void a_body_keeps_its_line_breaks_though_browsers_send_them_otherwise() {
        String unix = job("unix", "\"every\": \"1h\", \"body\": \"a\\nb\"");
        String dos = job("dos", "\"every\": \"1h\", \"body\": \"a\\r\\nb\"");
        for (String id : List.of(unix, dos)) {
            browser.get("/jobs/" + id + "/edit").is(200);
            Map<String, String> fields = Map.of("kind", "every", "every", "1h", "url", target.url("/200"), "name", "Edited", "enabled", "on", "body", "a\r\nb");
            browser.submit("/jobs/" + id, fields).leadsTo("/jobs/" + id);
        }

        assertThat(owner.get("/jobs/" + unix).is(200).at("body")).isEqualTo("a\nb");
        assertThat(owner.get("/jobs/" + dos).is(200).at("body")).isEqualTo("a\r\nb");
        assertThat(owner.get("/jobs/" + dos).at("name")).isEqualTo("Edited");
    }

    @Test
    void a_form_acts_in_the_organization_that_it_was_shown_for() {
        String other = owner.post("/orgs", "{\"name\": \"Other\"}").is(201).at("id");
        browser.get("/jobs/new?org=" + org).is(200);
        String token = Jsoup.parse(browser.get("/jobs/new?org=" + org).text()).select("[name=form_token]").eachAttr("value").getFirst();
        browser.post("/organization", Map.of("form_token", token, "org", org, "organization", other)).leadsTo("/?org=" + other);
        assertThat(browser.cookies).containsEntry("prikke-org", other);

        browser.post("/jobs", Map.of("form_token", token, "org", org, "kind", "every", "every", "1h", "key", "here", "url", target.url("/200"), "enabled", "on"))
                .is(303);

        owner.in(org).get("/jobs/here").is(200);
        owner.in(other).get("/jobs/here").is(404);
        assertThat(browser.cookies).as("and the page that follows is of it").containsEntry("prikke-org", org);
        browser.get("/jobs?org=" + UUID.randomUUID()).is(404);
    }

    @Test
    void what_others_have_called_their_jobs_is_shown_as_text() {
        owner.put("/jobs/evil", "{\"url\": \"%s\", \"every\": \"1h\", \"name\": \"<script>alert(1)</script>\\\"'\", \"tags\": [\"<b>\"]}"
                .formatted(target.url("/200"))).is(201);

        for (String path : List.of("/jobs", "/jobs/evil", "/jobs/evil/edit")) {
            assertThat(browser.get(path).is(200).text()).doesNotContain("<script>alert", "<b>");
        }
    }

    @Test
    void files_are_named_by_their_hash_and_come_packed_to_who_takes_it() {
        String css = page("/").select("link[rel=stylesheet]").attr("href");

        Browser.Seen plain = browser.get(css).is(200);
        browser.sending("Accept-Encoding", "gzip, br");
        Browser.Seen packed = browser.get(css).is(200);

        assertThat(css).matches("/assets/prikke-[0-9a-f]{10}\\.css");
        assertThat(plain.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(plain.header("Content-Encoding")).isEmpty();
        assertThat(packed.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(packed.header("Vary")).isEqualTo("Accept-Encoding");
        assertThat(plain.text()).contains("url(\"/assets/inter-latin-400-normal-");
        browser.get("/assets/prikke-0000000000.css").is(404);
    }

    private Document page(String path) {
        return Jsoup.parse(browser.get(path).is(200).text());
    }

    private String job(String key, String more) {
        return job(key, more, "/200");
    }

    private String job(String key, String more, String path) {
        return owner.put("/jobs/" + key, "{\"url\": \"%s\", %s}".formatted(target.url(path), more)).is(201).at("id");
    }
}
