package prikke.daemon.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import prikke.daemon.MailServer;
import prikke.daemon.TestClient;
import prikke.daemon.TestDaemon;

/** What is done by links that are mailed, through a real SMTP server: by the API and by the pages. */
class MailedLinksTest {
    private static final MailServer SMTP = new MailServer();
    private static final TestDaemon DAEMON = TestDaemon.start(SMTP.environment());

    private final String email = "mail-" + UUID.randomUUID() + "@example.com";
    private TestClient ann = DAEMON.nobody();
    private final Browser browser = new Browser(DAEMON.url());

    @AfterAll
    static void stop() {
        DAEMON.close();
        SMTP.close();
    }

    @BeforeEach
    void register() {
        ann = DAEMON.nobody().register(email);
    }

    @Test
    void a_link_signs_in_by_the_api_once() {
        TestClient.Reply known = DAEMON.nobody().post("/auth/magic-link", "{\"email\":\"%s\"}".formatted(email)).is(202);
        TestClient.Reply unknown = DAEMON.nobody().post("/auth/magic-link", "{\"email\":\"nobody@example.com\"}").is(202);
        assertThat(unknown.text()).isEqualTo(known.text());
        String body = "{\"token\":\"%s\"}".formatted(token(link(email)));

        String session = DAEMON.nobody().post("/auth/magic-link/confirm", body).is(200).at("token");

        assertThat(DAEMON.nobody().as(session).get("/me").is(200).at("user/email")).isEqualTo(email);
        DAEMON.nobody().post("/auth/magic-link/confirm", body).isProblem(401, "link_expired");
        DAEMON.nobody().post("/auth/magic-link/confirm", "{}").isProblem(422, "invalid");
        DAEMON.nobody().post("/auth/magic-link", "{\"email\":\"x\"}").isProblem(422, "invalid");
        assertThat(SMTP.subjects()).noneMatch(mail -> mail.startsWith("nobody@example.com"));
    }

    @Test
    void a_link_is_not_used_up_by_looking_at_it() {
        browser.get("/login").shows("Mail me a link", "Forgotten your password?");
        browser.submit("/login/mail", Map.of("email", email)).is(202).shows("Look into your mail");
        String link = link(email);

        for (int i = 0; i < 3; i++) new Browser(DAEMON.url()).get(link).is(200);
        browser.get(link).is(200);
        browser.submit("/login/link", Map.of()).leadsTo("/");

        browser.get("/").is(200).shows(email);
        Browser later = new Browser(DAEMON.url());
        later.get(link);
        later.submit("/login/link", Map.of()).is(401).shows("used before");
    }

    @Test
    void a_forgotten_password_is_set_anew_by_the_pages() {
        browser.get("/reset");
        browser.submit("/reset", Map.of("email", email)).is(202);
        String link = link(email);
        browser.get(link).is(200).shows("Set a new password");
        browser.submit("/reset/password", Map.of("password", "short")).is(422).shows("must have 8");

        browser.submit("/reset/password", Map.of("password", "another horse")).is(200).shows("Your password is set");

        ann.get("/me").isProblem(401, "unauthorized");
        login("another horse").is(200);
        login(TestClient.PASSWORD).isProblem(401, "wrong_credentials");
    }

    @Test
    void a_forgotten_password_is_set_anew_by_the_api() {
        DAEMON.nobody().post("/auth/password-reset", "{\"email\":\"%s\"}".formatted(email)).is(202);
        String body = "{\"token\":\"%s\",\"password\":\"another horse\"}".formatted(token(link(email)));

        DAEMON.nobody().post("/auth/password-reset/confirm", body).is(204);

        login("another horse").is(200);
        DAEMON.nobody().post("/auth/password-reset/confirm", body).isProblem(401, "link_expired");
    }

    @Test
    void a_password_is_changed_and_other_sessions_end() {
        String other = login(TestClient.PASSWORD).is(200).at("token");
        ann.patch("/me", "{\"password\":\"another horse\",\"current_password\":\"wrong\"}").isProblem(422, "invalid");

        ann.patch("/me", "{\"password\":\"another horse\",\"current_password\":\"%s\"}".formatted(TestClient.PASSWORD)).is(200);

        DAEMON.nobody().as(other).get("/me").isProblem(401, "unauthorized");
        ann.get("/me").is(200);
        login("another horse").is(200);
    }

    @Test
    void a_new_address_holds_once_its_link_is_followed() {
        String fresh = "new-" + email;
        assertThat(ann.patch("/me", "{\"email\":\"%s\",\"current_password\":\"%s\"}".formatted(fresh, TestClient.PASSWORD))
                        .is(202)
                        .at("user/email"))
                .isEqualTo(email);

        browser.get(link(fresh)).is(200);
        browser.submit("/email", Map.of()).is(200).shows(fresh);

        assertThat(ann.get("/me").at("user/email")).isEqualTo(fresh);
        await().untilAsserted(() -> assertThat(SMTP.subjects()).contains(email + " The e-mail address of your Prikke account was changed"));
    }

    @Test
    void an_invitation_to_an_address_is_taken_with_the_link_in_its_mail_and_not_with_the_one_that_was_handed_over() {
        String guest = "guest-" + email;
        String path = "/orgs/" + ann.get("/orgs").at("data/0/id") + "/invites";
        String handed = ann.post(path, "{\"email\":\"%s\"}".formatted(guest)).is(201).at("token");
        TestClient bob = DAEMON.nobody().register(guest);

        bob.post("/invites/" + handed + "/accept").isProblem(403, "address_not_proved");

        String mailed = SMTP.link(guest, "/invite/pi_").replaceFirst("/invite/", "");
        assertThat(bob.post("/invites/" + mailed + "/accept").is(200).at("role")).isEqualTo("member");
    }

    @Test
    void sessions_are_listed_and_revoked_by_the_api() {
        String other = login(TestClient.PASSWORD).is(200).at("token");
        String id = ann.get("/me/sessions").is(200).at("data/1/id");
        assertThat(ann.get("/me/sessions").at("data/0/current")).isEqualTo("true");
        assertThat(ann.get("/me/sessions").at("data/1/address")).isEqualTo("127.0.0.1");

        ann.delete("/me/sessions/" + id).is(204);

        DAEMON.nobody().as(other).get("/me").isProblem(401, "unauthorized");
        ann.delete("/me/sessions/" + id).isProblem(404, "not_found");
        ann.delete("/me/sessions/x").isProblem(404, "not_found");
        String third = login(TestClient.PASSWORD).is(200).at("token");
        ann.delete("/me/sessions").is(204);
        DAEMON.nobody().as(third).get("/me").isProblem(401, "unauthorized");
        assertThat(ann.api().account().sessions().values()).hasSize(1);
    }

    private TestClient.Reply login(String password) {
        return DAEMON.nobody().post("/auth/login", "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password));
    }

    private static String link(String to) {
        return SMTP.link(to, "token=");
    }

    private static String token(String link) {
        return link.replaceFirst(".*token=", "");
    }
}
