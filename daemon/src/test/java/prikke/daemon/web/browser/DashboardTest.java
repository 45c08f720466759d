package prikke.daemon.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import prikke.daemon.Target;
import prikke.daemon.TestClient;
import prikke.daemon.TestDaemon;

/** What people do on the dashboard. */
@ExtendWith({TestDaemon.Shared.class, Town.Shared.class, Chromium.class})
@ResourceLock(Chromium.LOCK)
class DashboardTest {
    private final TestDaemon daemon;
    private final Browser browser;
    private final String email = "dash-" + UUID.randomUUID() + "@example.com";
    private final Target target = new Target();
    private TestClient owner;
    private BrowserContext visitor;

    DashboardTest(TestDaemon daemon, Browser browser) {
        this.daemon = daemon;
        this.browser = browser;
        this.owner = daemon.nobody().register(email);
        this.visitor = Look.WIDE.visitor(browser, daemon.url());
    }

    @BeforeEach
    void beImpatient() {
        visitor.setDefaultTimeout(30_000);
    }

    @AfterEach
    void leave() {
        visitor.close();
        target.close();
    }

    @Test
    void from_an_empty_instance_to_the_first_delivered_job() {
        try (TestDaemon fresh = TestDaemon.start(Map.of("PRIKKE_REGISTRATION", "invite"));
                BrowserContext first = Look.WIDE.visitor(browser, fresh.url())) {
            Page page = first.newPage();
            page.navigate("/");
            assertThat(page).hasURL(Pattern.compile(".*/setup"));
            page.getByLabel("E-mail").fill("root@example.com");
            page.getByLabel("Password").fill(TestClient.PASSWORD);
            page.getByLabel("Organization").fill("Acme");
            button(page, "Create the administrator").click();
            assertThat(page.getByText("No jobs yet")).isVisible();
            assertThat(page.locator("#teach-cli")).containsText("prikke login --server " + fresh.url());

            link(page, "New job").click();
            page.getByLabel("URL").fill(target.url("/200"));
            page.getByLabel("Once, now").check();
            page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("My first");
            button(page, "Save the job").click();

            assertThat(page.getByText("The job is saved.")).isVisible();
            assertThat(page.locator("#now .state.good").first()).hasText("Success");
            assertThat(target.deliveries()).hasSize(1);
            page.navigate("/setup");
            assertThat(page).hasURL(fresh.url() + "/");
        }
    }

    @Test
    void a_run_that_ends_elsewhere_shows_without_a_reload() {
        job("hourly", "{\"url\": \"%s\", \"every\": \"1h\"}".formatted(target.url("/hold")));
        Page home = signIn();
        assertThat(home.getByText("Nothing has run yet.")).isVisible();
        Page job = visitor.newPage();
        job.navigate("/jobs/hourly");

        String run = owner.post("/jobs/hourly/run").is(201).at("id");

        assertThat(home.locator("#run-" + run)).containsText("Running");
        target.letGo();
        assertThat(home.locator("#run-" + run)).containsText("Success");
        assertThat(job.locator("#run-" + run)).containsText("Success");
        String shown = home.locator("#run-" + run).innerText();
        home.reload();
        assertThat(home.locator("#run-" + run + " .state").innerText()).isEqualTo(shown.lines().findFirst().orElse(""));
    }

    @Test
    void a_session_that_has_ended_leads_to_the_sign_in_and_back() {
        Page page = signIn();
        page.navigate("/jobs/new");
        String token = visitor.cookies().stream().filter(cookie -> cookie.name.equals("prikke")).findFirst().orElseThrow().value;
        daemon.nobody().as(token).post("/auth/logout").is(204);

        page.getByLabel("Cron expression").pressSequentially("0");

        page.waitForURL("**/login?next=%2Fjobs%2Fnew");
        page.getByLabel("E-mail").first().fill(email);
        page.getByLabel("Password").fill(TestClient.PASSWORD);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in").setExact(true)).click();
        page.waitForURL("**/jobs/new");
    }

    @Test
    void an_edit_of_what_somebody_else_has_changed_shows_both() {
        job("shared", "{\"url\": \"%s\", \"every\": \"1h\", \"name\": \"Before\"}".formatted(target.url("/200")));
        Page page = signIn();
        page.navigate("/jobs/shared/edit");
        owner.patch("/jobs/shared", "{\"name\": \"Theirs\"}").is(200);
        name(page).fill("Mine");
        Response saved = page.waitForResponse(Pattern.compile(".*/jobs/[^/]+$"), () -> button(page, "Save the changes").click());

        assertThat(saved.status()).isEqualTo(412);
        assertThat(page.locator("tr", new Page.LocatorOptions().setHasText("name"))).containsText("Mine");
        assertThat(page.locator("tr", new Page.LocatorOptions().setHasText("name"))).containsText("Theirs");
        assertThat(owner.get("/jobs/shared").at("name")).isEqualTo("Theirs");
        button(page, "Save mine in its place").click();
        assertThat(page.getByText("The changes are saved.")).isVisible();
        assertThat(owner.get("/jobs/shared").at("name")).isEqualTo("Mine");
    }

    @Test
    void who_may_only_look_is_offered_nothing_else() {
        job("seen", "{\"url\": \"%s\", \"every\": \"1h\"}".formatted(target.url("/200")));
        String run = owner.post("/jobs/seen/run").is(201).at("id");
        owner.get("/executions/" + run + "?wait=10s");
        String org = owner.get("/orgs").at("data/0/id");
        String invite = owner.post("/orgs/" + org + "/invites", "{\"role\":\"viewer\"}").is(201).at("token");
        TestClient viewer = daemon.nobody().register("viewer-" + email);
        viewer.post("/invites/" + invite + "/accept").is(200);
        Page page = Look.home(visitor, viewer);

        for (String path : List.of("/jobs", "/jobs/seen", "/runs/" + run)) {
            page.navigate(path + "?org=" + org);
            assertThat(page.locator("h1")).isVisible();
            assertThat(page.locator("main form[method=post], main a[href*='/new'], main a[href$='/edit']")).hasCount(0);
        }
        page.navigate("/jobs/new?org=" + org);
        assertThat(page.getByText("The role viewer may not change jobs")).isVisible();
    }

    @Test
    void jobs_are_searched_as_one_types_and_paused_and_deleted_by_the_handful() {
        for (String key : List.of("alpha", "beta", "gamma")) job(key, "{\"url\": \"%s\", \"every\": \"1h\"}".formatted(target.url("/200")));
        Page page = signIn();
        page.navigate("/jobs");
        page.keyboard().press("/");
        page.keyboard().type("bet");
        assertThat(page.locator("[data-row]")).hasText(new String[] {"beta"});
        assertThat(page).hasURL(Pattern.compile(".*q=bet.*"));

        page.navigate("/jobs");
        page.getByLabel("Choose alpha").check();
        page.getByLabel("Choose gamma").check();
        assertThat(page.getByText("2 chosen")).isVisible();
        bulk(page, "Pause").click();
        assertThat(page.getByText("Paused 2 jobs.")).isVisible();
        assertThat(owner.get("/jobs/alpha").at("enabled")).isEqualTo("false");
        assertThat(owner.get("/jobs/beta").at("enabled")).isEqualTo("true");

        page.getByLabel("Choose all of this page").check();
        bulk(page, "Delete…").click();
        assertThat(page.locator("h1")).hasText("Delete 3 jobs?");
        button(page, "Delete 3 jobs").click();
        assertThat(page.getByText("Deleted 3 jobs.")).isVisible();
        owner.get("/jobs/beta").is(404);
    }

    @Test
    void the_form_says_what_comes_of_it_while_one_types() {
        Page page = signIn();
        page.navigate("/jobs/new");
        page.getByLabel("Cron expression").fill("0 9 * * MON-FRI");
        assertThat(page.locator("#preview")).containsText("09:00");
        assertThat(page.locator("#preview li")).hasCount(5);
        page.getByLabel("Cron expression").fill("0 0 30 2 *");
        assertThat(page.locator("#preview .fault")).isVisible();
        button(page, "every 5 minutes").click();
        assertThat(page.locator("#preview")).containsText("Every 5 minutes");
        page.getByLabel("Every so often").check();
        page.getByLabel("Interval").fill("90s");
        assertThat(page.locator("#preview")).containsText("Every 1 minute and 30 seconds");

        page.locator("#body").fill("{\"a\": 1");
        assertThat(page.locator("#body-check")).containsText("It looks like JSON and is none");
        page.locator("#body").fill("{\"a\": 1}");
        assertThat(page.locator("#body-check")).containsText("JSON, 8 bytes");

        page.getByLabel("URL").fill(target.url("/500"));
        button(page, "Send a test request").click();
        assertThat(page.locator("#test")).containsText("The target answered 500");
        assertThat(page.locator("#test")).containsText("seen");
        assertThat(target.deliveries().getFirst().body()).isEqualTo("{\"a\": 1}");
        assertThat(owner.get("/executions").json().at("/data")).as("a test is no run").isEmpty();
    }

    @Test
    void a_job_is_made_edited_duplicated_and_run_by_its_pages() {
        Page page = signIn();
        page.navigate("/jobs/new");
        page.getByLabel("URL").fill(target.url("/200"));
        page.getByLabel("Name of header 1").fill("Authorization");
        page.getByLabel("Value of header 1").fill("Bearer secret");
        page.getByLabel("Cron expression").fill("not a schedule");
        name(page).fill("Report");
        button(page, "Save the job").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("One thing is wrong.");
        assertThat(page.getByLabel("Cron expression")).hasAttribute("aria-invalid", "true");
        page.getByLabel("Cron expression").fill("0 3 * * *");
        button(page, "Save the job").click();
        assertThat(page.locator("h1")).hasText("Report");
        assertThat(page.locator("main")).containsText("********");
        assertThat(page.content()).doesNotContain("Bearer secret");

        link(page, "Edit").click();
        name(page).fill("Better report");
        button(page, "Save the changes").click();
        assertThat(page.locator("h1")).hasText("Better report");
        button(page, "Run now").click();
        assertThat(page.locator("#now .state.chip")).hasText("Success");
        assertThat(target.deliveries().getFirst().header("Authorization")).isEqualTo("Bearer secret");

        button(page, "Replay").click();
        assertThat(page.getByText("made as a replay")).isVisible();
        link(page, "The job").click();
        link(page, "Duplicate").click();
        assertThat(name(page)).hasValue("Better report (copy)");
        assertThat(page.getByLabel("Value of header 1")).hasValue("");
    }

    @Test
    void the_keyboard_does_it() {
        job("one", "{\"url\": \"%s\", \"every\": \"1h\"}".formatted(target.url("/200")));
        job("two", "{\"url\": \"%s\", \"every\": \"1h\"}".formatted(target.url("/200")));
        Page page = signIn();
        page.navigate("/jobs");
        page.keyboard().press("?");
        assertThat(page.locator("#keys")).isVisible();
        page.keyboard().press("Escape");
        page.keyboard().press("j");
        page.keyboard().press("j");
        assertThat(page.locator(":focus")).hasText("one");
        page.keyboard().press("k");
        assertThat(page.locator(":focus")).hasText("two");
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).hasText("two");
        page.navigate("/jobs");
        page.keyboard().press("Tab");
        assertThat(page.locator(":focus")).hasText("Skip to the content");
        page.keyboard().press("Enter");
        assertThat(page.locator("main:focus")).isVisible();
        page.keyboard().press("n");
        assertThat(page.locator("h1")).hasText("New job");
    }

    @Test
    void without_javascript_everything_works() {
        try (BrowserContext plain = browser.newContext(new Browser.NewContextOptions().setBaseURL(daemon.url()).setJavaScriptEnabled(false))) {
            Page page = Look.signIn(plain, email);
            link(page, "New job").click();
            page.locator("#url").fill(target.url("/200"));
            page.locator("#cron").fill("0 3 * * *");
            page.locator("#key").fill("plain");
            button(page, "Send a test request").click();
            assertThat(page.locator("#test")).containsText("seen");
            assertThat(page.locator("#key")).hasValue("plain");
            button(page, "Save the job").click();
            assertThat(page.locator("h1")).hasText("plain");
            button(page, "Run now").click();
            link(page, "The job").click();
            button(page, "Delete…").click();
            button(page, "Delete the job").click();
            assertThat(page.getByText("Deleted 1 job.")).isVisible();
            page.locator(".nav-wide .profile summary").click();
            page.locator(".nav-wide [name=theme][value=dark]").click();
            assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
        }
    }

    @Test
    void without_javascript_every_page_can_be_read_and_every_form_can_be_sent(Town town) {
        try (BrowserContext plain = browser.newContext(new Browser.NewContextOptions().setBaseURL(daemon.url()).setJavaScriptEnabled(false))) {
            Page page = Look.home(plain, town.owner);
            for (Stop stop : Tour.inside(town)) {
                stop.open().accept(page);
                assertThat(page.locator("h1")).isVisible();
                Document read = Jsoup.parse(page.content());
                assertThat(read.select("form").stream().filter(form -> form.select("button[type=submit]:not([hidden])").isEmpty() || form.attr("action").isEmpty()))
                        .as(stop.name())
                        .allMatch(form -> form.attr("method").equals("dialog"));
            }
        }
    }

    @Test
    void the_start_page_is_light_and_takes_nothing_from_elsewhere(Town town) {
        Look.home(visitor, town.owner).close();
        List<Response> responses = new CopyOnWriteArrayList<>();
        try (BrowserContext cold = browser.newContext(new Browser.NewContextOptions().setBaseURL(daemon.url()).setStorageState(visitor.storageState()))) {
            Page first = cold.newPage();
            first.onResponse(response -> {
                if (!response.url().contains("/live")) responses.add(response);
            });
            first.navigate("/");
            assertThat(first.locator("#care")).isVisible();
            assertThat(responses).extracting(Response::url).allMatch(url -> url.startsWith(daemon.url()));
            assertThat(responses).hasSizeGreaterThan(4);
            int bytes = responses.stream().mapToInt(r -> r.request().sizes().responseBodySize + r.request().sizes().responseHeadersSize).sum();
            assertThat(bytes).isLessThan(150 * 1024);
        }
    }

    private void job(String key, String json) {
        owner.put("/jobs/" + key, json).is(201);
    }

    private Page signIn() {
        return Look.home(visitor, owner);
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator bulk(Page page, String name) {
        return page.locator("#bulk").getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator link(Page page, String name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator name(Page page) {
        return page.locator("#name");
    }
}
