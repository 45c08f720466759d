package prikke.daemon.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import prikke.daemon.TestClient;
import prikke.daemon.TestDaemon;

/** Somebody looks at two organizations in two tabs: each tab stays with its own. */
@ExtendWith(TestDaemon.Shared.class)
class TabsTest {
    private final TestDaemon daemon;
    private final TestClient owner;
    private final String first;
    private final String second;
    private final String email = "tabs-" + UUID.randomUUID() + "@example.com";

    TabsTest(TestDaemon daemon) {
        this.daemon = daemon;
        owner = daemon.nobody().register(email);
        first = owner.get("/orgs").at("data/0/id");
        second = owner.post("/orgs", "{\"name\": \"Second\"}").is(201).at("id");
        owner.in(first).put("/jobs/of-first", "{\"url\": \"http://127.0.0.1:9/\", \"every\": \"1h\"}").is(201);
        owner.in(second).put("/jobs/of-second", "{\"url\": \"http://127.0.0.1:9/\", \"every\": \"1h\"}").is(201);
    }

    /** A visitor who has chosen the second organization last. */
    private Browser visitor() {
        Browser browser = new Browser(daemon.url()).signIn(email);
        browser.get("/jobs?org=" + first).is(200);
        browser.submit("/organization", Map.of("organization", second)).leadsTo("/?org=" + second);
        return browser;
    }

    @Test
    void an_address_names_its_organization_so_that_links_and_reloads_stay_with_it() {
        Browser browser = visitor();
        browser.get("/jobs?q=of").leadsTo("/jobs?q=of&org=" + second);

        browser.sending("Referer", daemon.url() + "/jobs?org=" + first);

        browser.get("/runs").leadsTo("/runs?org=" + first);
        browser.get("/jobs/of-first").leadsTo("/jobs/of-first?org=" + first);
        browser.get("/account").leadsTo("/account?org=" + first);
        browser.get("/jobs?org=" + second).is(200).shows("of-second");
        browser.get("/jobs?org=&org=").is(200).shows("of-first");
    }

    @Test
    void another_sites_address_has_no_say_in_it_nor_one_that_they_do_not_belong_to() {
        Browser browser = visitor();

        browser.sending("Referer", "https://evil.example/?org=" + first).get("/jobs").leadsTo("/jobs?org=" + second);
        browser.sending("Referer", daemon.url() + "/?org=" + UUID.randomUUID()).get("/jobs").leadsTo("/jobs?org=" + second);
    }

    @Test
    void a_search_finds_in_the_organization_of_its_page() {
        Browser browser = visitor();
        Document page = Jsoup.parse(browser.get("/jobs?org=" + first).is(200).text());
        assertThat(page.select("form[role=search] input[name=org]").attr("value")).isEqualTo(first);
        assertThat(page.select("body").attr("hx-headers")).isEqualTo("{\"Prikke-Org\":\"" + first + "\"}");

        browser.sending("HX-Request", "true").sending("Prikke-Org", first);

        assertThat(browser.get("/jobs?q=of-").is(200).text()).contains("of-first").doesNotContain("of-second");
    }

    @Test
    void pages_of_a_list_are_of_the_organization_that_its_first_one_was_of() {
        String more = IntStream.range(0, 50).mapToObj(_ -> "{\"url\": \"http://127.0.0.1:9/\", \"every\": \"1h\"}").collect(Collectors.joining(","));
        owner.in(first).post("/jobs/batch", "{\"jobs\": [" + more + "]}");
        Browser browser = visitor();

        String next = Jsoup.parse(browser.get("/jobs?org=" + first).is(200).text()).select(".pager a").attr("href");

        assertThat(next).startsWith("/jobs?org=" + first + "&cursor=");
        browser.get(next).is(200).shows("of-first");
    }

    @Test
    void what_a_form_is_answered_with_leads_on_in_its_organization() {
        Browser browser = visitor();
        browser.get("/settings?org=" + first).is(200);
        browser.submit("/settings/delete", Map.of()).is(200).shows("Delete the organization");

        browser.get("/settings").leadsTo("/settings?org=" + first);
    }

    @Test
    void who_takes_an_invitation_goes_on_to_the_organization_that_they_joined() {
        TestClient host = daemon.newUser();
        String org = host.get("/orgs").at("data/0/id");
        String token = host.post("/orgs/" + org + "/invites", "{\"role\":\"member\"}").is(201).at("token");
        Browser browser = visitor();
        browser.get("/invite/" + token).is(200);

        Document welcome = Jsoup.parse(browser.submit("/invite/" + token, Map.of()).is(200).text());

        browser.get(welcome.select("main a").attr("href")).is(200).shows(" --org " + org);
    }

    @Test
    void who_belongs_to_one_organization_sees_addresses_without_it() {
        daemon.nobody().register("one-" + email);
        Browser browser = new Browser(daemon.url()).signIn("one-" + email);

        Document page = Jsoup.parse(browser.get("/jobs").is(200).text());

        assertThat(page.select("form[role=search] input[name=org]")).isEmpty();
    }
}
