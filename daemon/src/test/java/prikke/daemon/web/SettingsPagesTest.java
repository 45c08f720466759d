package prikke.daemon.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import prikke.daemon.Target;
import prikke.daemon.TestClient;
import prikke.daemon.TestDaemon;

/** Failures, queues, settings, accounts and the instance, through the real server and by what is in their HTML. */
@ExtendWith(TestDaemon.Shared.class)
class SettingsPagesTest {
    private final Target target = new Target();
    private final TestDaemon daemon;
    private final String email = "settings-" + UUID.randomUUID() + "@example.com";
    private final TestClient owner;
    private final String org;
    private final Browser browser;

    SettingsPagesTest(TestDaemon daemon) {
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
    void failures_are_told_by_job_and_error_and_replayed_in_bulk_once_that_is_confirmed() {
        String job = owner.put("/jobs/broken", "{\"url\": \"%s\", \"every\": \"1h\", \"retries\": 0}".formatted(target.url("/500"))).is(201).at("id");
        for (int i = 0; i < 2; i++) run();

        Document failures = page("/failures");
        assertThat(failures.select("section h2").eachText()).containsExactly("broken 2 failures");
        assertThat(failures.select(".row.flow").eachText()).singleElement().asString().contains("Failed", "2 ×", "First", "Last");
        assertThat(page(failures.select(".row.flow > a").attr("href")).select(".row.run a[data-row]")).hasSize(2);

        Map<String, String> which = Map.of("job", job, "status", "");
        browser.get("/failures");
        browser.submit("/failures/replay", which).is(200).shows("of broken that failed or timed out in the last 24 hours");
        assertThat(owner.get("/executions?limit=50").at("data/2")).isEmpty();
        browser.submit("/failures/replay", Map.of()).leadsTo("/failures?since=24h");
        browser.get("/failures?since=24h").shows("Replayed 2 runs.");
    }

    private void run() {
        String id = owner.post("/jobs/broken/run").is(201).at("id");
        owner.get("/executions/" + id + "?wait=20s").is(200);
    }

    @Test
    void a_queue_is_set_paused_purged_and_deleted() {
        browser.get("/queues").shows("No queues yet");
        browser.submit("/queues", Map.of("name", "mail", "concurrency", "0", "rate", "")).is(422).shows("Concurrency");
        browser.submit("/queues", Map.of("name", "mail", "concurrency", "2", "rate", "100/m")).leadsTo("/queues");
        assertThat(page("/queues").select(".row.flow").text()).contains("mail", "2 at once · 100/m", "Active", "0 waiting");

        browser.submit("/queues/mail/pause", Map.of()).is(303);
        assertThat(page("/queues/mail").select(".figures").text()).contains("Paused");
        browser.submit("/queues/mail/purge", Map.of()).is(200).shows("has not begun is cancelled");
        browser.submit("/queues/mail/purge", Map.of()).leadsTo("/queues/mail");
        browser.get("/queues/mail").shows("0 runs are cancelled");
        browser.submit("/queues/mail/delete", Map.of()).is(200);
        browser.submit("/queues/mail/delete", Map.of()).leadsTo("/queues");
        owner.get("/queues/mail").isProblem(404, "not_found");
    }

    @Test
    void a_keys_secret_is_shown_once_and_the_key_works_until_it_is_revoked() {
        browser.get("/settings/keys").shows("No API keys yet");
        Document made = Jsoup.parse(browser.submit("/settings/keys", Map.of("name", "deploy", "scope", "read", "expires", "90d")).is(200).text());
        String token = made.select("#secret").text();
        daemon.nobody().as(token).get("/jobs").is(200);

        String list = browser.get("/settings/keys").is(200).text();
        assertThat(list).contains("deploy").doesNotContain(token);
        String revoke = Jsoup.parse(list).select("form[action$=/revoke]").attr("action");
        browser.submit(revoke, Map.of()).is(200).shows("Revoke the key?");
        daemon.nobody().as(token).get("/jobs").is(200);
        browser.submit(revoke, Map.of()).leadsTo("/settings/keys");
        daemon.nobody().as(token).get("/jobs").is(401);
    }

    @Test
    void who_may_not_is_offered_nothing_of_it_and_refused_all_the_same() {
        String viewerEmail = "v-" + email;
        TestClient viewer = daemon.nobody().register(viewerEmail);
        String token = owner.post("/orgs/" + org + "/invites", "{\"role\":\"viewer\"}").is(201).at("token");
        viewer.post("/invites/" + token + "/accept").is(200);
        Browser looks = new Browser(daemon.url()).signIn(viewerEmail);

        Document settings = Jsoup.parse(looks.get("/settings?org=" + org).is(200).text());
        assertThat(settings.select("main .tabs a").eachText()).containsExactly("Organization", "Members", "Signing secrets", "Usage");
        assertThat(settings.select("main form").eachAttr("action")).containsExactly("/settings/leave");
        assertThat(looks.get("/settings/secrets?org=" + org).is(200).text()).contains("Only administrators").doesNotContain("whsec_");
        looks.get("/settings/keys?org=" + org).is(403);
        looks.get("/settings/audit?org=" + org).is(403);
        looks.get("/settings?org=" + org);
        looks.submit("/settings/leave", "/settings/delete", Map.of("sure", "yes")).is(403);
        looks.get("/settings?org=" + org);
        looks.submit("/settings/leave", "/settings/keys", Map.of("name", "mine", "scope", "read")).is(403);
        looks.get("/settings?org=" + org);
        looks.submit("/settings/leave", "/queues", Map.of("name", "mail")).is(403);
        looks.get("/instance?org=" + org).is(403);
        looks.get("/instance/users?org=" + org).is(403);
        looks.get("/instance/organizations?org=" + org).is(403);
    }

    @Test
    void members_are_invited_given_another_role_and_removed() {
        String link = Jsoup.parse(invited()).select("#secret").text();
        TestClient other = daemon.nobody().register("o-" + email);
        other.post("/invites/" + link.substring(link.lastIndexOf('/') + 1) + "/accept").is(200);
        String user = other.get("/me").at("user/id");

        browser.get("/settings/members").shows("o-" + email);
        browser.submit("/settings/members/" + user, Map.of("role", "admin")).leadsTo("/settings/members");
        browser.get("/settings/members").shows("is admin now");
        browser.submit("/settings/members/" + user + "/remove", Map.of()).is(200);
        browser.submit("/settings/members/" + user + "/remove", Map.of()).leadsTo("/settings/members");
        assertThat(browser.get("/settings/members").text()).doesNotContain("o-" + email);
    }

    private String invited() {
        browser.get("/settings/members");
        return browser.submit("/settings/invitations", Map.of("email", "", "role", "member")).is(200).text();
    }

    @Test
    void the_organization_is_renamed_its_secret_rotated_and_the_audit_log_tells_of_it_also_as_a_file() {
        browser.get("/settings");
        browser.submit("/settings", Map.of("name", "Acme & Sons")).leadsTo("/settings");
        browser.get("/settings/secrets");
        browser.submit("/settings/secrets", Map.of()).is(200);
        browser.submit("/settings/secrets", Map.of()).leadsTo("/settings/secrets");
        assertThat(page("/settings/secrets").select(".copyable pre").eachText()).hasSize(2).allMatch(text -> text.startsWith("whsec_"));

        Document log = page("/settings/audit?action=organization");
        assertThat(log.select(".row.flow .mono").eachText()).containsExactly("organization.rename", "organization.create");
        String csv = browser.get(log.select("a[download=audit.csv]").attr("href")).is(200).text();
        assertThat(csv.lines()).hasSize(3).anyMatch(line -> line.contains("organization.rename"));
    }

    @Test
    void a_user_changes_the_password_and_is_signed_out_elsewhere() {
        Browser elsewhere = new Browser(daemon.url()).signIn(email);
        assertThat(page("/account").select(".row.flow")).hasSizeGreaterThanOrEqualTo(2);
        browser.submit("/account/password", Map.of("password", "another long password", "current_password", "wrong"))
                .is(422)
                .shows("is not the password that holds");

        browser.submit("/account/password", Map.of("password", "another long password", "current_password", TestClient.PASSWORD))
                .leadsTo("/account");

        assertThat(page("/account").select(".row.flow")).hasSize(1);
        elsewhere.get("/").leadsTo("/login");
    }

    @Test
    void who_administers_the_instance_sees_its_nodes_users_and_organizations() {
        try (TestDaemon fresh = TestDaemon.start(Map.of())) {
            TestClient root = fresh.nobody().register("root@example.com");
            String second = root.post("/orgs", "{\"name\": \"Second\"}").is(201).at("id");
            Browser admin = new Browser(fresh.url()).signIn("root@example.com");

            admin.get("/instance?org=" + second).is(200).shows("Ready", "Live", "in flight");
            admin.get("/instance/users?org=" + second).is(200).shows("root@example.com", "administrator", "2 organizations");
            admin.get("/instance/organizations?org=" + second).is(200).shows("Second", "1 member");
        }
    }

    private Document page(String path) {
        return Jsoup.parse(browser.get(path).is(200).text());
    }
}
