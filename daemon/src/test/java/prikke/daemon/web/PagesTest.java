package prikke.daemon.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import prikke.daemon.TestClient;
import prikke.daemon.TestDaemon;

/** The pages through the real server. */
@ExtendWith(TestDaemon.Shared.class)
class PagesTest {
    private static final String DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code";

    private final TestDaemon daemon;
    private final String email = "pages-" + UUID.randomUUID() + "@example.com";
    private final Browser browser;

    PagesTest(TestDaemon daemon) {
        this.daemon = daemon;
        this.browser = new Browser(daemon.url());
    }

    @BeforeEach
    void register() {
        daemon.nobody().register(email);
    }

    @Test
    void signing_in_and_out_by_a_browser() {
        browser.get("/").leadsTo("/login");
        browser.get("/login").is(200).shows("Sign in", "Password");
        browser.submit("/login", Map.of("email", email, "password", TestClient.PASSWORD)).leadsTo("/");
        browser.get("/").is(200).shows(email);
        browser.get("/login").leadsTo("/");
        String token = String.valueOf(browser.cookies.get("prikke"));
        daemon.nobody().as(token).get("/me").is(200);

        browser.get("/");
        browser.submit("/logout", Map.of()).leadsTo("/login");

        assertThat(browser.cookies).doesNotContainKey("prikke");
        browser.get("/").leadsTo("/login");
        daemon.nobody().as(token).get("/me").isProblem(401, "unauthorized");
    }

    @Test
    void a_wrong_password_shows_the_form_again_and_what_was_typed_is_shown_as_text() {
        browser.get("/login");

        browser.submit("/login", Map.of("email", "\"><b>@x", "password", "wrong horse"))
                .is(401)
                .shows("The e-mail address or the password is wrong.", "value=\"&#34;>&lt;b>@x\"");
        assertThat(browser.cookies).doesNotContainKey("prikke");
    }

    @Test
    void who_is_not_signed_in_comes_back_to_where_they_wanted_to_be() {
        browser.get("/device?user_code=BBBB-BBBB").leadsTo("/login?next=%2Fdevice%3Fuser_code%3DBBBB-BBBB");
        browser.get("/login?next=%2Fdevice%3Fuser_code%3DBBBB-BBBB");

        browser.submit("/login", Map.of("email", email, "password", TestClient.PASSWORD))
                .leadsTo("/device?user_code=BBBB-BBBB");
    }

    @Test
    void a_session_that_has_ended_leads_to_the_sign_in_and_back() {
        browser.signIn(email);
        daemon.nobody().as(browser.cookies.get("prikke")).post("/auth/logout").is(204);

        browser.get("/device").leadsTo("/login?next=%2Fdevice");
        browser.post("/device", Map.of("answer", "approve")).leadsTo("/login?next=%2Fdevice");
        browser.get("/login?next=%2Fdevice").is(200);
        browser.submit("/login", Map.of("email", email, "password", TestClient.PASSWORD)).leadsTo("/device");
        browser.get("/device").is(200);
    }

    @Test
    void who_comes_back_to_where_only_forms_lead_is_sent_to_the_page_they_were_on() {
        browser.signIn(email);
        String rotate = daemon.url() + "/settings/keys/" + UUID.randomUUID() + "/rotate";
        for (String[] way : new String[][] {
            {rotate, "/settings/keys"}, {daemon.url() + "/jobs/bulk", "/jobs"}, {daemon.url() + "/jobs?q=a", "/jobs?q=a"}, {daemon.url() + "/theme", "/"}
        }) {
            browser.get("/");
            browser.sending("Referer", way[0]).submit("/theme", Map.of("theme", "dark")).leadsTo(way[1]);
        }
        daemon.nobody().as(browser.cookies.get("prikke")).post("/auth/logout").is(204);
        browser.sending("Referer", rotate).post("/settings/keys/x/rotate", Map.of()).leadsTo("/login?next=%2Fsettings%2Fkeys");
    }

    @Test
    void who_comes_to_where_there_is_no_page_is_told_so_on_one() {
        assertThat(browser.get("/nowhere").is(404).header("Content-Type")).isEqualTo("application/problem+json");
        browser.sending("Accept", "text/html,application/xhtml+xml;q=0.9");

        assertThat(browser.get("/nowhere").is(404).shows("There is no page of that address here", "href=\"/\"").header("Content-Type"))
                .isEqualTo("text/html; charset=utf-8");
        browser.post("/nowhere/%3Cb%3E&b", Map.of()).is(404).shows("%3Cb%3E&amp;b", "<a href=\"/\">");
        assertThat(browser.get("/jobs/bulk").is(405).header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(browser.get("/api/v1/nowhere").is(404).header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void a_part_that_keeps_up_is_told_that_it_is_over_where_nobody_is_signed_in() {
        browser.sending("Accept", "text/event-stream");

        assertThat(browser.get("/live").is(200).text()).isEqualTo("event: end\ndata: \n\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "/a\r\nSet-Cookie: x=y", ""})
    void nobody_is_led_to_another_site(String next) {
        browser.get("/login");

        browser.submit("/login", Map.of("email", email, "password", TestClient.PASSWORD, "next", next)).leadsTo("/");
    }

    static Stream<Map<String, String>> foreign() {
        return Stream.of(Map.of(), Map.of("form_token", ""), Map.of("form_token", "A".repeat(43)));
    }

    @ParameterizedTest
    @MethodSource("foreign")
    void a_form_without_the_right_token_is_refused(Map<String, String> token) {
        for (String path : List.of("/login", "/login/mail", "/login/link", "/reset", "/reset/password", "/email")) {
            browser.get("/login");
            Map<String, String> fields = new HashMap<>(token);
            fields.putAll(Map.of("email", email, "password", TestClient.PASSWORD));
            browser.post(path, fields).is(403).shows("Not allowed");
        }
        assertThat(browser.cookies).doesNotContainKey("prikke");

        browser.signIn(email);
        browser.post("/device", token).is(403);
        browser.post("/logout", token).is(403);
        browser.get("/").is(200);
    }

    static List<String> forms(TestDaemon daemon) {
        return daemon.routes().stream().filter(route -> route.startsWith("POST /") && !route.startsWith("POST /api/")).map(route -> route.substring(5)).toList();
    }

    @Test
    void there_is_no_form_that_takes_no_token() {
        browser.signIn(email);
        List<String> forms = forms(daemon);
        assertThat(forms).hasSizeGreaterThan(40);

        for (String form : forms) browser.post(form.replaceAll("\\{[^}]+}", UUID.randomUUID().toString()), Map.of("sure", "yes")).is(403).shows("too old");
    }

    @Test
    void another_visitors_token_does_not_do() {
        Browser eve = new Browser(daemon.url());
        daemon.nobody().register("eve-" + email);
        eve.signIn("eve-" + email);
        String evesToken = eve.get("/").text().replaceAll("(?s).*name=\"form_token\" value=\"([^\"]+)\".*", "$1");
        browser.signIn(email);

        browser.post("/logout", Map.of("form_token", evesToken)).is(403);
        browser.get("/").is(200);
    }

    @Test
    void a_form_that_another_site_sends_is_refused_though_its_token_fits() {
        for (Map.Entry<String, String> from : List.of(
                Map.entry("Origin", "https://evil.example"),
                Map.entry("Origin", "null"),
                Map.entry("Sec-Fetch-Site", "cross-site"),
                Map.entry("Sec-Fetch-Site", "same-site"))) {
            Browser visitor = new Browser(daemon.url());
            visitor.get("/login");
            visitor.sending(from.getKey(), from.getValue());
            visitor.submit("/login", Map.of("email", email, "password", TestClient.PASSWORD)).is(403).shows("another site");
        }
        browser.get("/login");
        browser.sending("Origin", daemon.url()).sending("Sec-Fetch-Site", "same-origin");
        browser.submit("/login", Map.of("email", email, "password", TestClient.PASSWORD)).leadsTo("/");
    }

    @Test
    void a_cookie_opens_no_door_of_the_api() {
        browser.signIn(email);

        browser.get("/api/v1/me").is(401);
        browser.get("/api/v1/jobs").is(401);
    }

    @Test
    void pages_come_with_headers_that_keep_others_out_of_them() {
        for (String path : List.of("/login", "/reset", "/login/link?token=x", "/")) {
            Browser.Seen page = browser.get(path);
            assertThat(page.header("Content-Security-Policy"))
                    .contains("default-src 'none'", "frame-ancestors 'none'", "form-action 'self'")
                    .doesNotContain("unsafe");
            assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(page.header("Referrer-Policy")).isEqualTo("same-origin");
            assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        }
        Browser.Seen page = browser.get("/login");
        assertThat(page.text()).as("signing in takes no script at all").doesNotContain("<script", "style=", "onclick");
        assertThat(new Browser(daemon.url()).get("/login").header("Set-Cookie"))
                .matches("prikke-form=[A-Za-z0-9_-]{43}; Path=/; Max-Age=86400; HttpOnly; SameSite=Lax");
        String style = page.text().replaceAll("(?s).*<link rel=\"stylesheet\" href=\"([^\"]+)\".*", "$1");
        browser.get(style).is(200).shows("#10b981", "light-dark");
    }

    @Test
    void behind_tls_cookies_are_for_tls_and_this_host_only() {
        try (TestDaemon secure = TestDaemon.start(Map.of("PRIKKE_SERVER_PUBLIC_URL", "https://prikke.example.com"))) {
            secure.nobody().register("ann@example.com");
            Browser ann = new Browser(secure.url());
            assertThat(ann.get("/login").header("Set-Cookie")).startsWith("__Host-prikke-form=").contains("; Path=/;").endsWith("; Secure");
            ann.sending("Origin", "https://prikke.example.com");

            Browser.Seen signedIn = ann.submit("/login", Map.of("email", "ann@example.com", "password", TestClient.PASSWORD));

            assertThat(signedIn.header("Set-Cookie"))
                    .matches("__Host-prikke=pu_[A-Za-z0-9_-]{43}; Path=/; Max-Age=\\d+; HttpOnly; SameSite=Lax; Secure");
            ann.get("/").is(200);
        }
    }

    @Test
    void a_program_is_let_in_by_the_code_that_it_shows() {
        TestClient.Reply started = start();
        assertThat(started.at("verification_uri")).isEqualTo(daemon.url() + "/device");
        assertThat(started.at("expires_in")).isEqualTo("600");
        assertThat(started.at("interval")).isEqualTo("5");
        assertThat(poll(started).is(400).at("error")).isEqualTo("authorization_pending");
        browser.signIn(email);

        browser.get("/device").is(200).shows("The code that the program shows");
        browser.get("/device?user_code=" + started.at("user_code").toLowerCase(Locale.ROOT))
                .is(200)
                .shows(started.at("user_code"), email, "127.0.0.1", "device/1 &lt;b&gt;");
        assertThat(poll(started).is(400).at("error")).as("looking is not approving").isEqualTo("slow_down");
        browser.submit("/device", Map.of("answer", "approve")).is(200).shows("Approved");

        TestClient.Reply let = poll(started).is(200);
        assertThat(let.at("token_type")).isEqualTo("Bearer");
        assertThat(let.at("access_token")).isEqualTo(let.at("token"));
        assertThat(daemon.nobody().as(let.at("access_token")).get("/me").is(200).at("user/email")).isEqualTo(email);
        assertThat(poll(started).is(400).at("error")).isEqualTo("invalid_grant");
    }

    @Test
    void a_program_is_turned_away() {
        TestClient.Reply started = start();
        browser.signIn(email);
        browser.get(started.at("verification_uri_complete").substring(daemon.url().length())).is(200);

        browser.submit("/device", Map.of("answer", "deny")).is(200).shows("Denied");

        TestClient.Reply refused = poll(started).is(400);
        assertThat(refused.at("error")).isEqualTo("access_denied");
        assertThat(refused.at("code")).isEqualTo("access_denied");
        assertThat(refused.at("error_description")).isEqualTo(refused.at("detail")).isNotBlank();
    }

    @Test
    void a_code_that_nothing_waits_under_is_asked_for_again() {
        browser.signIn(email);

        browser.get("/device?user_code=BBBB-BBBB").is(404).shows("No program waits under this code", "value=\"BBBB-BBBB\"");
    }

    @Test
    void programs_may_ask_by_forms_as_the_rfc_has_it() {
        Map<String, String> form = Map.of("Content-Type", "application/x-www-form-urlencoded");
        TestClient nobody = daemon.nobody();
        TestClient.Reply started = nobody.send("POST", "/auth/device", "client_id=x&scope=", form).is(200);

        String grant = "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code";
        assertThat(nobody.send("POST", "/auth/device/token", grant + "&device_code=" + started.at("device_code"), form)
                        .is(400)
                        .at("error"))
                .isEqualTo("authorization_pending");
        assertThat(nobody.send("POST", "/auth/device/token", grant, form).is(400).at("error")).isEqualTo("invalid_request");
        assertThat(nobody.send("POST", "/auth/device/token", "grant_type=password&device_code=x", form).is(400).at("error"))
                .isEqualTo("unsupported_grant_type");
        nobody.send("POST", "/auth/device/token", grant + "&" + grant, form).isProblem(400, "malformed_form");
        nobody.send("POST", "/auth/device/token", "grant_type=%zz", form).isProblem(400, "malformed_form");
        nobody.send("POST", "/auth/device/token", "nonsense=1", form).isProblem(422, "invalid");
    }

    @Test
    void without_a_mail_server_nothing_is_offered_that_takes_one() {
        assertThat(browser.get("/login").text()).doesNotContain("Mail me a link", "/reset");
        browser.get("/reset");
        browser.submit("/reset", Map.of("email", email)).is(409).shows("This instance sends no mail");
        daemon.nobody().post("/auth/magic-link", "{\"email\":\"%s\"}".formatted(email)).isProblem(409, "mail_off");
        daemon.nobody().post("/auth/password-reset", "{\"email\":\"%s\"}".formatted(email)).isProblem(409, "mail_off");
    }

    @Test
    void an_invitation_is_taken_by_somebody_who_signs_in() {
        TestClient owner = daemon.newUser();
        String path = invitation(owner);
        browser.get(path).is(200).shows("Sign in, then take the invitation", "Make an account and join");
        browser.post(path, Map.of()).leadsTo("/login?next=" + path.replace("/", "%2F"));
        browser.signIn(email);

        browser.get(path).is(200).shows("invites you to the organization", "as member");
        browser.submit(path, Map.of()).is(200).shows("Welcome", "as member");

        browser.get(path).is(404).shows("This invitation does not hold");
    }

    @Test
    void an_invitation_is_taken_by_somebody_who_gets_an_account_by_it() {
        String path = invitation(daemon.newUser());
        browser.get(path);
        browser.submit(path + "/register", Map.of("email", "new-" + email, "password", "short")).is(422).shows("must have 8");

        browser.submit(path + "/register", Map.of("email", "new-" + email, "password", TestClient.PASSWORD)).leadsTo("/");

        browser.get("/").is(200).shows("new-" + email);
        TestClient invited = daemon.nobody().as(browser.cookies.get("prikke"));
        assertThat(invited.get("/orgs").json().at("/data")).hasSize(1);
        assertThat(invited.get("/orgs").at("data/0/role")).isEqualTo("member");
    }

    private static String invitation(TestClient owner) {
        String org = owner.get("/orgs").at("data/0/id");
        String token = owner.post("/orgs/" + org + "/invites", "{\"role\":\"member\"}").is(201).at("token");
        return "/invite/" + token;
    }

    private TestClient.Reply start() {
        return daemon.nobody().send("POST", "/auth/device", "{}", Map.of("User-Agent", "device/1 <b>")).is(200);
    }

    private TestClient.Reply poll(TestClient.Reply started) {
        return daemon.nobody()
                .post("/auth/device/token", "{\"grant_type\":\"%s\",\"device_code\":\"%s\"}".formatted(DEVICE_GRANT, started.at("device_code")));
    }
}
