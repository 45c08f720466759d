package prikke.daemon.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import prikke.daemon.TestClient;
import prikke.daemon.TestDaemon;

/** What is asked before something is done for good, and of whom. */
@ExtendWith(TestDaemon.Shared.class)
class QuestionsTest {
    private final TestDaemon daemon;
    private final String email = "asked-" + UUID.randomUUID() + "@example.com";
    private final TestClient owner;
    private final String org;

    QuestionsTest(TestDaemon daemon) {
        this.daemon = daemon;
        this.owner = daemon.nobody().register(email);
        this.org = owner.get("/orgs").at("data/0/id");
    }

    @Test
    void nobody_is_asked_whether_to_do_what_they_may_not() {
        owner.put("/queues/mail", "{}").is(200);
        String job = owner.put("/jobs/x", "{\"url\": \"http://127.0.0.1:9/\", \"every\": \"1h\"}").is(201).at("id");
        String key = owner.post("/keys", "{\"name\": \"deploy\", \"scope\": \"read\"}").is(201).at("id");
        String secret = owner.get("/webhook-secrets").at("data/0/id");
        String me = owner.get("/me").at("user/id");
        Browser viewer = joined("viewer");
        Map<String, String> form = hidden(viewer);

        for (String question : new String[] {
            "/queues/mail/purge", "/queues/mail/delete", "/failures/replay", "/settings/members/" + me + "/remove", "/settings/keys/" + key + "/rotate",
            "/settings/keys/" + key + "/revoke", "/settings/secrets", "/settings/secrets/" + secret + "/remove", "/settings/delete"
        }) {
            viewer.post(question, form).is(403).shows("Not allowed", "The role viewer may not");
        }
        Map<String, String> chosen = new HashMap<>(form);
        chosen.putAll(Map.of("job." + job, "on", "action", "delete"));
        viewer.post("/jobs/bulk", chosen).is(403).shows("The role viewer may not change jobs");
        viewer.post("/settings/leave", form).is(200).shows("Leave the organization");
    }

    @Test
    void nobody_is_asked_to_remove_who_is_above_them_nor_the_last_owner_to_leave() {
        Browser admin = joined("admin");
        String me = owner.get("/me").at("user/id");
        admin.post("/settings/members/" + me + "/remove", hidden(admin)).is(403).shows("may not remove an owner");

        Browser last = new Browser(daemon.url()).signIn(email);
        last.post("/settings/leave", hidden(last)).is(409).shows("This is the last owner.");
    }

    @Test
    void a_question_names_the_key_that_it_is_about() {
        String token = owner.post("/keys", "{\"name\": \"deploy\", \"scope\": \"read\"}").is(201).at("token");
        String publicId = token.substring(0, token.indexOf('.'));
        Browser browser = new Browser(daemon.url()).signIn(email);
        for (String what : new String[] {"rotate", "revoke"}) {
            Document keys = Jsoup.parse(browser.get("/settings/keys").is(200).text());
            browser.submit(keys.select("form[action$=/" + what + "]").attr("action"), Map.of()).is(200).shows("deploy (" + publicId + ")");
        }
        browser.post("/settings/keys/" + UUID.randomUUID() + "/revoke", hidden(browser)).is(404);
    }

    private Map<String, String> hidden(Browser browser) {
        String token = Jsoup.parse(browser.get("/jobs?org=" + org).is(200).text()).select("[name=form_token]").attr("value");
        assertThat(token).isNotEmpty();
        return Map.of("form_token", token, "org", org);
    }

    private Browser joined(String role) {
        String token = owner.post("/orgs/" + org + "/invites", "{\"role\":\"%s\"}".formatted(role)).is(201).at("token");
        TestClient other = daemon.nobody().register(role + "-" + email);
        other.post("/invites/" + token + "/accept").is(200);
        return new Browser(daemon.url()).signIn(role + "-" + email);
    }
}
