package prikke.daemon.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import prikke.daemon.Target;
import prikke.daemon.TestClient;
import prikke.daemon.TestDaemon;

/** Pages that are looked at while things change elsewhere, and what keys and buttons do in a browser. */
@ExtendWith({TestDaemon.Shared.class, Chromium.class})
@ResourceLock(Chromium.LOCK)
class KeepingUpTest {
    private final String email = "live-" + UUID.randomUUID() + "@example.com";
    private final Target target = new Target();
    private final TestClient owner;
    private final BrowserContext visitor;
    private final Page page;

    KeepingUpTest(TestDaemon daemon, Browser browser) {
        owner = daemon.nobody().register(email);
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
    void the_lists_of_jobs_and_of_runs_keep_up_with_what_happens_elsewhere() {
        page.navigate("/jobs");
        assertThat(page.getByText("No jobs yet")).isVisible();
        Page runs = visitor.newPage();
        runs.navigate("/runs");

        String id = job("hourly", target.url("/hold"));
        assertThat(page.locator("#job-" + id)).containsText("No runs yet");
        String run = owner.post("/jobs/hourly/run").is(201).at("id");
        assertThat(runs.locator("#run-" + run)).containsText("Running");
        target.letGo();
        assertThat(runs.locator("#run-" + run)).containsText("Success");
        assertThat(page.locator("#job-" + id + " .last")).containsText("Success");

        runs.navigate("/jobs");
        // A list in which some are chosen stays as it is.
        page.getByLabel("Choose hourly").check();
        job("another", target.url("/200"));
        assertThat(runs.locator("[data-row]")).hasCount(2);
        assertThat(page.locator("[data-row]")).hasCount(1);
    }

    @Test
    void proxies_are_told_to_keep_nothing_back_of_what_keeps_up() {
        Response live = page.waitForResponse(Pattern.compile(".*/live/jobs.*"), () -> page.navigate("/jobs"));

        assertThat(live.headerValue("X-Accel-Buffering")).isEqualTo("no");
    }

    @Test
    void what_can_be_done_to_a_job_keeps_up_when_it_is_paused_elsewhere() {
        job("hourly", target.url("/200"));
        page.navigate("/jobs/hourly");
        assertThat(page.locator("#pause")).hasText("Pause");

        owner.post("/jobs/hourly/pause").is(200);

        assertThat(page.locator("#pause")).hasText("Resume");
        assertThat(page.locator("#now .state.chip")).hasText("Paused");
        assertThat(page.locator("#job-plan")).containsText("Paused");
        page.locator("#pause").click();
        assertThat(page.getByText("Resumed hourly.")).isVisible();
    }

    @Test
    void who_is_signed_out_elsewhere_is_shown_nothing_any_more() {
        job("hourly", target.url("/200"));
        page.navigate("/jobs");
        assertThat(page.locator("[data-row]")).hasCount(1);

        owner.post("/auth/logout").is(204);

        page.waitForURL("**/login?next=%2Fjobs");
    }

    @Test
    void the_search_is_one_key_away_from_anywhere_and_keys_can_be_turned_off() {
        page.navigate("/queues");
        page.keyboard().press("/");
        page.waitForURL("**/jobs#q");
        assertThat(page.locator("#q")).isFocused();

        page.navigate("/queues");
        page.locator(".nav-wide .profile summary").click();
        button("Keys and updates").click();
        page.getByLabel("These keys do something").uncheck();
        button("Close").click();
        page.keyboard().press("n");
        page.reload();
        page.keyboard().press("?");
        assertThat(page.locator("#keys")).isHidden();
        assertThat(page.locator("h1")).hasText("Queues");
        page.locator(".nav-wide .profile summary").click();
        button("Keys and updates").click();
        assertThat(page.getByLabel("These keys do something")).not().isChecked();
        page.getByLabel("These keys do something").check();
        button("Close").click();
        page.keyboard().press("n");
        assertThat(page.locator("h1")).hasText("New job");
    }

    @Test
    void who_would_rather_have_pages_stay_as_they_are_turns_that_off() {
        Page other = visitor.newPage();
        other.navigate("/jobs");
        page.navigate("/jobs");
        page.keyboard().press("?");
        page.getByLabel("Pages keep up by themselves").uncheck();
        assertThat(page.locator("#keys")).isHidden();
        assertThat(page.locator("#jobs:not([sse-connect])")).isAttached();

        job("new", target.url("/200"));

        assertThat(other.locator("[data-row]")).hasCount(1);
        assertThat(page.getByText("No jobs yet")).isVisible();
        page.reload();
        assertThat(page.locator("[data-row]")).hasCount(1);
    }

    @Test
    void enter_saves_the_job_and_its_body_is_sent_as_it_was_typed() {
        page.navigate("/jobs/new");
        page.getByLabel("URL").fill(target.url("/200"));
        page.getByLabel("Once, now").check();
        page.locator("#body").fill("one\ntwo");
        page.locator("#key").fill("typed");
        page.keyboard().press("Enter");

        assertThat(page.locator("h1")).hasText("typed");
        assertThat(page.locator("#now .state.good").first()).hasText("Success");
        assertThat(target.deliveries().getFirst().body()).isEqualTo("one\ntwo");
    }

    @Test
    void a_command_is_copied_also_where_the_browser_keeps_the_clipboard_from_the_page() {
        visitor.addInitScript("Object.defineProperty(navigator, 'clipboard', {value: undefined})");
        page.navigate("/jobs");
        page.locator("[data-copy-from=teach-cli]").click();
        assertThat(page.locator("#said")).hasText("Copied");
        page.navigate("/jobs/new");
        page.locator("#body").focus();
        page.keyboard().press("Control+v");

        assertThat(page.locator("#body").inputValue().toLowerCase(Locale.ROOT)).startsWith("prikke login --server http://127.0.0.1:");
    }

    @Test
    void a_request_that_fails_is_told_of_until_one_goes_well() {
        job("hourly", target.url("/200"));
        page.navigate("/jobs");
        Pattern search = Pattern.compile(".*/jobs\\?q=.*");
        Locator trouble = page.getByRole(AriaRole.ALERT);
        visitor.route(search, route -> route.fulfill(new Route.FulfillOptions()
                .setStatus(429)
                .setContentType("application/problem+json")
                .setBody("{\"detail\": \"Too many requests: wait 3 s.\"}")));

        page.locator("#q").fill("h");
        assertThat(trouble).containsText("Too many requests: wait 3 s.");
        assertThat(page.locator("[data-row]")).hasCount(1);
        visitor.unroute(search);
        visitor.route(search, route -> route.fulfill(new Route.FulfillOptions().setStatus(502).setContentType("text/html").setBody("<h1>Bad gateway</h1>")));
        page.locator("#q").fill("ho");
        assertThat(trouble).containsText("the server answered 502");
        visitor.unroute(search);
        visitor.route(search, Route::abort);
        page.locator("#q").fill("hou");
        assertThat(trouble).containsText("the server can't be reached");
        visitor.unroute(search);
        page.locator("#q").fill("hour");

        assertThat(trouble).hasCount(0);
        assertThat(page).hasURL(Pattern.compile(".*q=hour.*"));
        page.goBack();
        assertThat(page.locator("#q")).hasValue("");
    }

    @Test
    void who_clicks_twice_sends_a_form_once() {
        job("hourly", target.url("/200"));
        page.navigate("/jobs/hourly");

        Object sent = page.evaluate("""
                () => {
                  let sent = 0;
                  document.addEventListener("submit", (e) => {
                    if (!e.defaultPrevented) sent++;
                    e.preventDefault();
                  });
                  for (let i = 0; i < 2; i++) document.getElementById("run-now").click();
                  return sent;
                }""");

        assertThat(sent).isEqualTo(1);
    }

    @Test
    void what_is_to_be_ticked_is_large_enough_for_a_finger() {
        job("hourly", target.url("/200"));
        page.setViewportSize(360, 780);
        for (String path : new String[] {"/jobs", "/jobs/new"}) {
            page.navigate(path);
            Object small = page.evaluate("""
                    () => [...document.querySelectorAll("input[type=checkbox], input[type=radio]")]
                      .filter((box) => box.checkVisibility())
                      .filter((box) => {
                        box.scrollIntoView({ block: "center" });
                        const { x, y } = box.getBoundingClientRect();
                        const hit = [[12, 1], [12, 23], [1, 12], [23, 12], [5, 5], [19, 19], [5, 19], [19, 5]].every(([dx, dy]) => document.elementFromPoint(x + dx, y + dy) === box);
                        return !hit;
                      })
                      .map((box) => box.outerHTML)""");
            assertThat(small).as(path).isEqualTo(List.of());
        }
        page.navigate("/jobs");
        page.getByLabel("Choose all of this page").check();
        assertThat(page.getByLabel("Choose hourly")).isChecked();
    }

    private String job(String key, String url) {
        return owner.put("/jobs/" + key, "{\"url\": \"%s\", \"every\": \"1h\"}".formatted(url)).is(201).at("id");
    }

    private Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
