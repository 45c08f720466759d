package prikke.daemon.web.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.List;
import java.util.Map;
import prikke.daemon.TestDaemon;

/** Every page that there is, by who sees it. A new page belongs in here: then it is looked at, and its picture is taken. */
final class Tour {
    /** For anybody, and longer than the others together. */
    static final List<Stop> LONG = List.of(new Stop("api-docs", "/api/docs"));

    private Tour() {}

    /** A daemon that nobody has an account on yet, and that sends mail. */
    static TestDaemon untouched() {
        return TestDaemon.start(Map.of(
                "PRIKKE_REGISTRATION", "invite", "PRIKKE_SMTP_HOST", "127.0.0.1", "PRIKKE_SMTP_PORT", "1", "PRIKKE_SMTP_FROM", "prikke@acme.example"));
    }

    /** Of such a daemon, in this order. */
    static List<Stop> untouchedPages(TestDaemon daemon) {
        return List.of(
                new Stop("setup", "/setup"),
                new Stop("login-by-mail", page -> {
                    daemon.nobody().register("root@acme.example");
                    page.navigate("/login");
                }),
                new Stop("mailed", page -> {
                    page.navigate("/reset");
                    page.getByLabel("E-mail").or(page.locator("#email")).first().fill("ann@acme.example");
                    press(page, "Mail me a link");
                }));
    }

    /** For those who are not signed in. */
    static List<Stop> doors(Town town) {
        String invitation = town.owner.post("/orgs/" + town.org + "/invites", "{\"role\": \"member\"}").is(201).at("token");
        return List.of(
                new Stop("login", "/login"),
                new Stop("login-refused", page -> {
                    page.navigate("/login?next=/jobs");
                    page.locator("#email").fill("nobody@acme.example");
                    page.locator("#password").fill("wrong horse");
                    press(page, "Sign in");
                }),
                new Stop("form-too-old", page -> {
                    page.navigate("/login");
                    page.locator("#email").fill("nobody@acme.example");
                    page.locator("#password").fill("wrong horse");
                    page.context().clearCookies();
                    press(page, "Sign in");
                }),
                new Stop("session-ended", "/settings/members"),
                new Stop("login-link", "/login/link?token=made-up"),
                new Stop("register", "/register"),
                new Stop("reset", "/reset"),
                new Stop("reset-password", "/reset/password?token=made-up"),
                new Stop("email-confirm", "/email?token=made-up"),
                new Stop("invitation-outside", "/invite/" + invitation),
                new Stop("invitation-void", "/invite/pi_made-up"),
                new Stop("not-found-outside", "/nowhere"));
    }

    /** For somebody who owns an organization with nothing in it. */
    static List<Stop> empty() {
        return List.of(
                new Stop("empty-home", "/"),
                new Stop("empty-jobs", "/jobs"),
                new Stop("empty-runs", "/runs"),
                new Stop("empty-failures", "/failures"),
                new Stop("empty-queues", "/queues"),
                new Stop("empty-keys", "/settings/keys"));
    }

    /** For who may only look. */
    static List<Stop> looking(Town town) {
        return List.of(
                new Stop("viewer-job", town.job("sync-orders")), new Stop("viewer-jobs", "/jobs"), new Stop("forbidden", "/jobs/new"));
    }

    /** For the organization's owner, who administers the instance too. */
    static List<Stop> inside(Town town) {
        return List.of(
                new Stop("home", "/"),
                new Stop("jobs", "/jobs"),
                new Stop("jobs-none-found", "/jobs?q=nothing-is-called-so"),
                new Stop("job", town.job("billing-report")),
                new Stop("job-failing", town.job("sync-orders")),
                new Stop("job-busy", town.job("import-payments")),
                new Stop("job-paused", town.job("weekly-digest")),
                new Stop("job-one-off", town.job("trial-reminder")),
                new Stop("job-new", "/jobs/new"),
                new Stop("job-edit", town.job("billing-report") + "/edit"),
                new Stop("runs", "/runs"),
                new Stop("runs-failed", "/runs?status=failed"),
                new Stop("run", town.run("billing-report")),
                new Stop("run-failed", town.run("sync-orders")),
                new Stop("run-running", town.run("running")),
                new Stop("run-retrying", town.run("retrying")),
                new Stop("failures", "/failures"),
                new Stop("queues", "/queues"),
                new Stop("queue", "/queues/mail"),
                new Stop("settings", "/settings"),
                new Stop("members", "/settings/members"),
                new Stop("keys", "/settings/keys"),
                new Stop("secrets", "/settings/secrets"),
                new Stop("usage", "/settings/usage"),
                new Stop("audit", "/settings/audit"),
                new Stop("account", "/account"),
                new Stop("instance", "/instance"),
                new Stop("instance-users", "/instance/users"),
                new Stop("instance-organizations", "/instance/organizations"),
                new Stop("organization-new", "/organizations/new"),
                new Stop("not-found", "/nowhere"), new Stop("job-gone", "/jobs/nowhere"));
    }

    /** For the same, after something was done. */
    static List<Stop> deeds(Town town) {
        return List.of(
                new Stop("job-new-faulty", page -> {
                    page.navigate("/jobs/new");
                    page.locator("#url").fill("https://example.com/hook");
                    page.locator("#cron").fill("every day at noon");
                    press(page, "Save the job");
                    page.locator(".error, .fault").first().waitFor();
                }),
                new Stop("job-test", page -> {
                    page.navigate("/jobs/new");
                    page.locator("#url").fill(town.answering(404));
                    page.locator("#cron").fill("0 9 * * MON-FRI");
                    press(page, "Send a test request");
                    page.locator("#test .panel").waitFor();
                    page.locator("#preview li").first().waitFor();
                }),
                new Stop("jobs-chosen", page -> {
                    page.navigate("/jobs");
                    page.getByLabel("Choose Back up the database").check();
                    page.getByLabel("Choose Weekly digest").check();
                }),
                new Stop("jobs-delete", page -> {
                    page.navigate("/jobs");
                    page.getByLabel("Choose Back up the database").check();
                    page.getByLabel("Choose Weekly digest").check();
                    page.locator("#bulk").getByText("Delete…").click();
                    page.waitForURL("**/jobs/bulk");
                }),
                new Stop("job-stale", page -> {
                    page.navigate(town.job("weekly-digest") + "/edit");
                    town.owner.patch("/jobs/weekly-digest", "{\"tags\": [\"marketing\", \"mail\"]}").is(200);
                    page.locator("#name").fill("Weekly newsletter");
                    press(page, "Save the changes");
                    page.locator(".compare").waitFor();
                }),
                new Stop("keyboard", page -> {
                    page.navigate("/jobs");
                    page.keyboard().press("?");
                    page.locator("#keys").waitFor();
                }),
                new Stop("failures-replay", page -> {
                    page.navigate("/failures");
                    press(page, "Replay all that failed…");
                    page.locator("[name=sure]").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
                }),
                new Stop("settings-delete", page -> {
                    page.navigate("/settings");
                    press(page, "Delete…");
                    page.waitForURL("**/settings/delete");
                }),
                new Stop("queue-delete", page -> {
                    page.navigate("/queues/mail");
                    press(page, "Delete…");
                    page.waitForURL("**/delete");
                }),
                new Stop("member-remove", page -> {
                    page.navigate("/settings/members");
                    press(page, "Remove… eve@acme.example");
                    page.waitForURL("**/remove");
                }),
                new Stop("invited", page -> {
                    page.navigate("/settings/members");
                    press(page, "Invite");
                    page.locator("#secret").waitFor();
                }),
                new Stop("key-made", page -> {
                    page.navigate("/settings/keys");
                    page.locator("#name").fill("ci");
                    press(page, "Make the key");
                    page.locator("#secret").waitFor();
                }),
                new Stop("device", "/device"),
                new Stop("device-approval", page -> page.navigate("/device?user_code="
                        + town.daemon.nobody().post("/auth/device", "{\"client_id\": \"prikke-cli\"}").is(200).at("user_code"))),
                new Stop("invitation", "/invite/" + town.owner.post("/orgs/" + town.org + "/invites", "{\"role\": \"member\"}").is(201).at("token")));
    }

    private static void press(Page page, String name) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true)).first().click();
    }
}
