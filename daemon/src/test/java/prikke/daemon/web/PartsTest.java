package prikke.daemon.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import prikke.daemon.TestDaemon;

/** What htmx gets where a part of a page is refused: words that the page around it can show. */
@ExtendWith(TestDaemon.Shared.class)
class PartsTest {
    private final TestDaemon daemon;
    private final String email = "parts-" + UUID.randomUUID() + "@example.com";

    PartsTest(TestDaemon daemon) {
        this.daemon = daemon;
        daemon.nobody().register(email);
    }

    @Test
    void a_part_that_is_refused_says_why_as_a_problem_and_a_page_as_a_page() {
        Browser browser = new Browser(daemon.url()).signIn(email);
        browser.get("/jobs").is(200).shows("<div class=\"flash bad\" id=\"trouble\" role=\"alert\" hidden>");
        browser.post("/jobs/preview", Map.of()).is(403).shows("<h1>Not allowed</h1>");

        browser.sending("HX-Request", "true");

        Browser.Seen refused = browser.post("/jobs/preview", Map.of()).is(403).shows("\"detail\":\"This form is too old");
        assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(browser.get("/jobs?state=odd").is(400).text()).contains("There is no state odd");
        assertThat(Jsoup.parse(browser.get("/jobs").is(200).text()).select("#jobs")).hasSize(1);
    }
}
