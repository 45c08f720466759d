package prikke.daemon.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import prikke.daemon.Target;
import prikke.daemon.TestClient;
import prikke.daemon.TestDaemon;

/** Failures, queues, and all that is set for an organization and for one's own account. */
@ExtendWith({TestDaemon.Shared.class, Chromium.class})
@ResourceLock(Chromium.LOCK)
class SettingsTest {
    private final String email = "set-" + UUID.randomUUID() + "@example.com";
    private final Target target = new Target();
    private final TestDaemon daemon;
    private final TestClient owner;
    private final String org;
    private final BrowserContext visitor;
    private final Page page;

    SettingsTest(TestDaemon daemon, Browser browser) {
        this.daemon = daemon;
        owner = daemon.nobody().register(email);
        org = owner.get("/orgs").at("data/0/id");
        visitor = Look.WIDE.visitor(browser, daemon.url());
        Look.enter(visitor, owner);
        page = visitor.newPage();
    }

    @AfterEach
    void leave() {
        visitor.close();
        target.close();
    }

    @Test
    void what_failed_in_one_way_is_replayed_and_what_failed_otherwise_is_not() {
        broken("first", "/500");
        page.navigate("/failures");
        assertThat(page.locator("section h2")).hasText("first 1 failure");
        broken("second", "/404");
        assertThat(page.locator("section h2")).hasCount(2);
        assertThat(page.locator(".row.flow")).containsText(new String[] {"404", "500"});

        button("Replay… first").click();
        assertThat(page.locator("main")).containsText("Every run of first that failed (answered 500) in the last 24 hours");
        button("Replay them").click();

        assertThat(page.getByText("Replayed 1 run.")).isVisible();
        assertThat(page.getByLabel("first", new Page.GetByLabelOptions().setExact(true)).locator("h2")).hasText("first 2 failures");
        assertThat(target.deliveries()).extracting(Target.Delivery::path).containsExactlyInAnyOrder("/500", "/500", "/404");
        page.locator(".row.flow").first().getByText("Runs").click();
        assertThat(page.locator("#runs [data-row]")).hasText(new String[] {"first", "first"});
        page.navigate("/failures");
        page.getByText("Last hour").click();
        button("Replay all that failed…").click();
        button("Replay them").click();
        assertThat(page.getByText("Replayed 2 runs.")).isVisible();
    }

    private void broken(String key, String path) {
        owner.put("/jobs/" + key, "{\"url\": \"%s\", \"every\": \"1h\", \"retries\": 0}".formatted(target.url(path))).is(201);
        String id = owner.post("/jobs/" + key + "/run").is(201).at("id");
        owner.get("/executions/" + id + "?wait=20s").is(200);
    }

    @Test
    void a_queue_is_made_limited_paused_purged_and_deleted() {
        page.navigate("/queues");
        assertThat(page.locator("#teach-queue")).hasText("prikke queues set mail --concurrency 2 --rate 100/m --org " + org);
        page.getByLabel("Name").fill("mail");
        page.getByLabel("Rate").fill("100 a minute");
        button("Set the queue").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Rate");
        page.getByLabel("Rate").fill("100/m");
        button("Set the queue").click();
        assertThat(page.locator(".row.flow")).containsText("1 at once · 100/m");

        button("Pause mail").click();
        assertThat(page.locator(".row.flow")).containsText("Paused");
        owner.put("/jobs/letters", "{\"url\": \"%s\", \"every\": \"1h\", \"queue\": \"mail\"}".formatted(target.url("/200"))).is(201);
        owner.post("/jobs/letters/run").is(201);
        assertThat(page.locator(".row.flow")).containsText("1 waiting");
        link("mail").click();
        page.getByLabel("At once").fill("3");
        button("Save").click();
        assertThat(page.locator(".figures")).containsText("of 3 at once");
        button("Purge…").click();
        button("Purge the queue").click();
        assertThat(page.getByText("Purged: 1 run is cancelled.")).isVisible();
        button("Delete…").click();
        button("Delete the queue").click();
        assertThat(page.getByText("No queues yet")).isVisible();
        assertThat(target.deliveries()).isEmpty();
    }

    @Test
    void an_organization_is_made_renamed_changed_from_and_deleted() {
        page.navigate("/queues");
        menu(".org").getByText("New organization").click();
        page.getByLabel("Name").fill("Second");
        button("Create the organization").click();
        assertThat(page.locator(".nav-wide .org summary")).containsText("Second");
        page.navigate("/settings");
        page.getByLabel("Name").fill("Acme & Sons");
        button("Rename").click();
        assertThat(page.locator(".facts")).containsText("Acme & Sons");
        String first = email.substring(0, email.indexOf('@'));
        menu(".org").getByText(first).click();
        assertThat(page.locator(".nav-wide .org summary")).containsText(first);
        menu(".org").getByText("Acme & Sons").click();

        page.navigate("/settings");
        button("Delete…").click();
        assertThat(page.locator("h1")).hasText("Delete Acme & Sons?");
        button("Delete the organization").click();

        assertThat(page.getByText("Deleted Acme & Sons.")).isVisible();
        assertThat(page.locator(".nav-wide .org summary")).containsText(first);
        assertThat(owner.get("/orgs").json().at("/data")).hasSize(1);
    }

    @Test
    void members_get_other_roles_leave_and_are_removed_and_are_shown_what_their_role_may() {
        String other = "o-" + email;
        page.navigate("/settings/members");
        page.getByLabel("Role", new Page.GetByLabelOptions().setExact(true)).selectOption("viewer");
        button("Invite").click();
        String link = page.locator("#secret").innerText();
        TestClient member = daemon.nobody().register(other);
        member.post("/invites/" + link.substring(link.lastIndexOf('/') + 1) + "/accept").is(200);
        owner.put("/queues/mail", "{\"concurrency\": 1}").is(200);
        broken("seen", "/500");
        try (BrowserContext theirs = Look.WIDE.visitor(page.context().browser(), daemon.url())) {
            Look.enter(theirs, member);
            Page theirPage = theirs.newPage();
            assertThat(formsOn(theirPage)).containsOnly("/settings/leave");
            role(other, "admin");
            assertThat(formsOn(theirPage))
                    .contains("/settings/keys", "/settings/invitations", "/settings", "/failures/replay", "/queues/mail/purge")
                    .doesNotContain("/settings/delete");
            role(other, "member");
            assertThat(formsOn(theirPage))
                    .contains("/failures/replay", "/queues/mail/purge")
                    .doesNotContain("/settings/keys", "/settings/invitations", "/settings");
        }
        button("Remove… " + other).click();
        button("Remove the member").click();
        assertThat(page.getByText("Removed.")).isVisible();
        assertThat(page.locator("main").getByText(other)).hasCount(0);
        page.navigate("/settings");
        button("Leave…").click();
        assertThat(page.locator("main")).containsText("This is the last owner.");
    }

    private void role(String whose, String role) {
        page.navigate("/settings/members");
        page.getByLabel("Role of " + whose).selectOption(role);
        button("Change the role of " + whose).click();
        assertThat(page.getByText(whose + " is " + role + " now.")).isVisible();
    }

    /** Where the forms lead that somebody is shown in this organization. */
    private List<String> formsOn(Page theirs) {
        return Stream.of("/settings", "/settings/members", "/settings/keys", "/failures", "/queues/mail")
                .flatMap(path -> {
                    theirs.navigate(path + "?org=" + org);
                    assertThat(theirs.locator("h1")).isVisible();
                    return forms(theirs).stream();
                })
                .distinct()
                .toList();
    }

    private static List<String> forms(Page page) {
        return ((List<?>) page.evaluate("() => [...document.querySelectorAll('main form[method=post]')].map(form => new URL(form.action).pathname)"))
                .stream()
                .map(String::valueOf)
                .toList();
    }

    @Test
    void a_keys_secret_is_shown_once_and_keys_are_rotated_and_revoked() {
        page.navigate("/settings/keys");
        assertThat(page.locator("#teach-key")).containsText("prikke keys create deploy --scope write --org " + org);
        page.getByLabel("Name").fill("deploy");
        page.getByLabel("Scope").selectOption("read");
        page.getByLabel("Expires").selectOption("never");
        button("Make the key").click();
        String token = page.locator("#secret").innerText();
        daemon.nobody().as(token).get("/jobs").is(200);
        link("I have copied it").click();
        assertThat(page.locator(".row.flow")).containsText("Never expires");
        assertThat(page.content()).doesNotContain(token);

        page.locator(".row.flow").getByText("Rotate…").click();
        button("Rotate the key").click();
        String second = page.locator("#secret").innerText();
        daemon.nobody().as(second).get("/jobs").is(200);
        link("I have copied it").click();
        page.locator(".row.flow").getByText("Revoke…").first().click();
        button("Revoke the key").click();
        page.locator(".row.flow").getByText("Revoke…").first().click();
        button("Revoke the key").click();
        assertThat(page.getByText("No API keys yet")).isVisible();
        daemon.nobody().as(token).get("/jobs").is(401);
        daemon.nobody().as(second).get("/jobs").is(401);
    }

    @Test
    void a_signing_secret_is_rotated_and_the_old_one_removed_and_the_audit_log_has_it() throws IOException {
        page.navigate("/settings/secrets");
        page.getByText("Show the secret").click();
        assertThat(page.locator(".copyable pre")).containsText("whsec_");
        button("Rotate…").click();
        button("Rotate the secret").click();
        assertThat(page.locator(".row.flow")).hasCount(2);
        button("Remove…").click();
        button("Remove the secret").click();
        assertThat(page.locator(".row.flow")).hasCount(1);

        page.navigate("/settings/audit");
        page.getByLabel("By whom").fill(email);
        page.getByLabel("Since when").selectOption("Last hour");
        button("Search").click();
        assertThat(page.locator(".row.flow .mono").first()).containsText("secret");
        Download csv = page.waitForDownload(() -> link("CSV").click());
        assertThat(Files.readString(csv.path())).contains("organization.create", email);
        page.getByLabel("By whom").fill("nobody@example.com");
        button("Search").click();
        assertThat(page.getByText("No such entries")).isVisible();
    }

    @Test
    void the_month_is_counted() {
        broken("counted", "/404");
        page.navigate("/settings/usage");
        page.waitForCondition(() -> {
            page.reload();
            return page.locator(".figures").innerText().replace("\n", " ").matches("(?i).*runs in \\d{4}-\\d\\d 1 .*");
        });
        assertThat(page.locator(".figures")).containsText("unlimited");
    }

    @Test
    void a_password_is_changed_and_other_sessions_are_ended() {
        String elsewhere = daemon.nobody().post("/auth/login", login(TestClient.PASSWORD)).is(200).at("token");
        page.navigate("/queues");
        daemon.nobody().post("/auth/login", login(TestClient.PASSWORD)).is(200);
        menu(".profile").getByText("Your account").click();
        assertThat(page.locator(".row.flow")).hasCount(3);
        page.locator(".row.flow").getByText("Sign out").first().click();
        assertThat(page.getByText("Signed out there.")).isVisible();
        button("Sign out everywhere else").click();
        assertThat(page.locator(".row.flow")).hasCount(1);
        daemon.nobody().as(elsewhere).get("/me").is(401);

        page.getByLabel("New password").fill("another horse");
        page.locator("#password-current").fill("wrong horse");
        button("Change the password").click();
        assertThat(page.getByRole(AriaRole.ALERT)).isVisible();
        page.getByLabel("New password").fill("another horse");
        page.locator("#password-current").fill(TestClient.PASSWORD);
        button("Change the password").click();
        assertThat(page.getByText("The password is changed")).isVisible();
        daemon.nobody().post("/auth/login", login("another horse")).is(200);
        daemon.nobody().post("/auth/login", login(TestClient.PASSWORD)).is(401);
    }

    private String login(String password) {
        return "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(email, password);
    }

    private Locator menu(String which) {
        page.locator(".nav-wide " + which + " summary").click();
        return page.locator(".nav-wide " + which + " .pop");
    }

    private Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    private Locator link(String name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
