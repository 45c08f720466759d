package prikke.daemon.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import prikke.daemon.MailServer;
import prikke.daemon.TestClient;
import prikke.daemon.TestDaemon;

/** How people and programs get in: every page for those who are not signed in yet, and every link that is mailed. */
@ExtendWith(Chromium.class)
@ResourceLock(Chromium.LOCK)
class DoorsTest {
    private static final MailServer SMTP = new MailServer();
    private static final TestDaemon DAEMON = TestDaemon.start(SMTP.environment());
    private static final TestClient ROOT = DAEMON.nobody().register("root@example.com");

    private final String email = UUID.randomUUID() + "@example.com";
    private final BrowserContext visitor;
    private final Page page;

    DoorsTest(Browser browser) {
        visitor = Look.WIDE.visitor(browser, DAEMON.url());
        page = visitor.newPage();
    }

    @AfterEach
    void leave() {
        visitor.close();
    }

    @AfterAll
    static void stop() {
        DAEMON.close();
        SMTP.close();
    }

    @Test
    void an_account_is_made_and_one_signs_out_and_in_again_though_the_first_password_is_wrong() {
        page.navigate("/login");
        page.getByText("Make an account").click();
        page.getByLabel("E-mail").fill(email);
        page.getByLabel("Password").fill(TestClient.PASSWORD);
        press("Make an account");
        assertThat(page.locator("h1")).hasText("Home");

        page.locator(".nav-wide .profile summary").click();
        press("Sign out");
        page.waitForURL("**/login");
        page.getByLabel("E-mail").first().fill(email);
        page.getByLabel("Password").fill("wrong horse");
        press("Sign in");
        assertThat(page.getByRole(AriaRole.ALERT)).isVisible();
        assertThat(page.getByLabel("E-mail").first()).hasValue(email);
        page.getByLabel("Password").fill(TestClient.PASSWORD);
        press("Sign in");
        assertThat(page.locator("h1")).hasText("Home");
    }

    @Test
    void a_link_in_a_mail_signs_in() {
        DAEMON.nobody().register(email);
        page.navigate("/login");
        page.getByLabel("Or by a link in a mail").fill(email);
        press("Mail me a link");
        assertThat(page.locator("h1")).hasText("Look into your mail");

        page.navigate(SMTP.link(email, "/login/link?token="));
        press("Sign in");

        assertThat(page.locator("h1")).hasText("Home");
        assertThat(page.locator(".nav-wide .profile")).containsText(email);
    }

    @Test
    void a_forgotten_password_is_set_anew() {
        DAEMON.nobody().register(email);
        page.navigate("/login");
        page.getByText("Forgotten your password?").click();
        page.getByLabel("The e-mail address of your account").fill(email);
        press("Mail me a link");
        assertThat(page.locator("h1")).hasText("Look into your mail");

        page.navigate(SMTP.link(email, "/reset/password?token="));
        page.getByLabel("New password").fill("another horse");
        press("Set the password");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Sign in")).click();
        page.getByLabel("E-mail").first().fill(email);
        page.getByLabel("Password").fill("another horse");
        press("Sign in");

        assertThat(page.locator("h1")).hasText("Home");
    }

    @Test
    void a_program_is_let_in_by_its_code_and_another_is_turned_away() {
        enter();
        TestClient.Reply asked = DAEMON.nobody().post("/auth/device", "{}").is(200);
        page.navigate("/account");
        page.locator(".nav-wide .profile summary").click();
        page.locator(".nav-wide").getByText("Let a program sign in").click();
        page.getByLabel("The code that the program shows").fill("BBBB-BBBB");
        press("Go on");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("No program waits under this code");
        page.getByLabel("The code that the program shows").fill(asked.at("user_code").toLowerCase(Locale.ROOT));
        press("Go on");
        assertThat(page.locator("main")).containsText("A program wants to act as " + email);
        press("Approve");
        assertThat(page.locator("h1")).hasText("Approved");
        poll(asked).is(200);

        TestClient.Reply other = DAEMON.nobody().post("/auth/device", "{}").is(200);
        page.navigate("/device?user_code=" + other.at("user_code"));
        press("Deny");
        assertThat(page.locator("h1")).hasText("Denied");
        assertThat(poll(other).is(400).at("code")).isEqualTo("access_denied");
    }

    private static TestClient.Reply poll(TestClient.Reply asked) {
        String grant = "urn:ietf:params:oauth:grant-type:device_code";
        return DAEMON.nobody()
                .post("/auth/device/token", "{\"grant_type\": \"%s\", \"device_code\": \"%s\"}".formatted(grant, asked.at("device_code")));
    }

    @Test
    void an_invitation_is_made_mailed_and_taken_by_somebody_new() {
        Look.enter(visitor, ROOT);
        page.navigate("/settings/members");
        page.getByLabel("E-mail").fill(email);
        page.getByLabel("Role", new Page.GetByLabelOptions().setExact(true)).selectOption("admin");
        press("Invite");
        assertThat(page.getByText("The invitation is on its way to " + email)).isVisible();
        assertThat(page.getByText("Take back the invitation of " + email)).isAttached();

        visitor.clearCookies();
        page.navigate(SMTP.link(email, "/invite/pi_"));
        assertThat(page.getByLabel("E-mail")).hasValue(email);
        page.getByLabel("A password").fill(TestClient.PASSWORD);
        press("Make an account and join");

        assertThat(page.locator("h1")).hasText("Home");
        page.locator(".nav-wide .org summary").click();
        assertThat(page.locator(".nav-wide .org button")).hasText(new String[] {"rootadmin"});
    }

    @Test
    void an_invitation_by_link_is_taken_by_somebody_who_signs_in_for_it() {
        DAEMON.nobody().register(email);
        String org = ROOT.get("/orgs").at("data/0/id");
        String token = ROOT.post("/orgs/" + org + "/invites", "{\"role\": \"viewer\"}").is(201).at("token");
        page.navigate("/invite/" + token);
        page.getByText("Sign in, then take the invitation.").click();
        page.getByLabel("E-mail").first().fill(email);
        page.getByLabel("Password").fill(TestClient.PASSWORD);
        press("Sign in");
        assertThat(page.locator("main")).containsText("root@example.com invites you to the organization root, as viewer.");
        press("Take the invitation");

        assertThat(page.locator("main")).containsText("You belong to root from now on, as viewer.");
        page.getByText("Go on").click();
        assertThat(page.locator("h1")).hasText("Home");
    }

    @Test
    void a_new_address_is_asked_for_and_confirmed_by_a_mail() {
        enter();
        page.navigate("/account");
        page.getByLabel("New address").fill("new-" + email);
        page.locator("#email-current").fill("wrong horse");
        press("Change the address");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("is not the password that holds");
        page.getByLabel("New address").fill("new-" + email);
        page.locator("#email-current").fill(TestClient.PASSWORD);
        press("Change the address");
        assertThat(page.getByText("A mail is on its way to the new address")).isVisible();

        page.navigate(SMTP.link("new-" + email, "/email?token="));
        press("Confirm the address");

        assertThat(page.locator("main")).containsText("Your account has the address new-" + email);
    }

    @Test
    void who_administers_the_instance_sees_its_health_its_users_and_its_organizations_and_nobody_else_is_led_there() {
        Look.signIn(page, "root@example.com");
        page.locator(".nav-wide").getByText("Instance").click();
        assertThat(page.locator(".figures")).containsText("Ready");
        assertThat(page.locator(".list li")).hasCount(1);
        assertThat(page.locator(".list li")).containsText("Live");
        page.getByText("Users", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator("main")).containsText("root@example.com");
        page.locator("main").getByText("Organizations", new Locator.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator("main .list")).containsText("root");

        visitor.clearCookies();
        enter();
        page.navigate("/instance");
        assertThat(page.locator(".nav-wide").getByText("Instance")).hasCount(0);
        assertThat(page.locator("h1")).hasText("Not allowed");
    }

    private void enter() {
        Look.enter(visitor, DAEMON.nobody().register(email));
    }

    private void press(String name) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true)).click();
    }
}
