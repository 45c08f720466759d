package prikke.daemon.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import prikke.core.Slice;
import prikke.daemon.TestClient;
import prikke.daemon.TestDaemon;

/** Lists that are short as a rule, where they are not. */
@ExtendWith(TestDaemon.Shared.class)
class LongListsTest {
    private final TestDaemon daemon;
    private final String email = "many-" + UUID.randomUUID() + "@example.com";

    LongListsTest(TestDaemon daemon) {
        this.daemon = daemon;
    }

    @Test
    void queues_go_on_from_page_to_page_by_name() {
        TestClient owner = daemon.nobody().register(email);
        String many = IntStream.range(0, 52).mapToObj("{\"name\": \"q%02d\"}"::formatted).collect(Collectors.joining(","));
        owner.put("/sync", "{\"queues\": [" + many + "]}").is(200);
        Browser browser = new Browser(daemon.url()).signIn(email);

        Document first = Jsoup.parse(browser.get("/queues").is(200).text());
        Document second = Jsoup.parse(browser.get(first.select(".pager a").attr("href")).is(200).text());

        assertThat(first.select(".row a[data-row]")).hasSize(50);
        assertThat(first.select("#now").attr("sse-connect")).startsWith("/live/queues?org=");
        assertThat(second.select(".row a[data-row]").eachText()).containsExactly("q50", "q51");
        assertThat(second.select(".pager a").eachText()).containsExactly("First page");
        assertThat(second.select("#now").hasAttr("sse-connect")).as("keeps up").isFalse();
        browser.get("/queues?cursor=zzz").is(200).shows("No further queues");
    }

    @Test
    void lists_that_are_bounded_say_by_how_much_and_the_session_that_asks_comes_first() {
        TestClient owner = daemon.nobody().register(email);
        String org = owner.get("/orgs").at("data/0/id");
        owner.post("/orgs/" + org + "/invites", "{\"role\":\"viewer\"}").is(201);
        Browser browser = new Browser(daemon.url()).signIn(email);
        daemon.nobody().post("/auth/login", "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, TestClient.PASSWORD)).is(200);

        Document account = Jsoup.parse(browser.get("/account").is(200).text());

        assertThat(account.select("section:has(#sessions) .head").text()).contains("3 of 50 at the most");
        assertThat(account.select(".row.flow").eachText()).hasSize(3).first().asString().contains("This one");
        assertThat(Jsoup.parse(browser.get("/settings/members").text()).select("section:has(#invited) .head").text()).contains("1 open, of 200 at the most");
    }

    @Test
    void a_list_whose_page_ended_with_what_is_gone_begins_anew() {
        List<UUID> all = Stream.generate(UUID::randomUUID).limit(5).toList();

        Slice<UUID> middle = Pager.within(all, Function.identity(), all.get(1), 2);

        assertThat(middle.items()).containsExactly(all.get(2), all.get(3));
        assertThat(middle.next()).isEqualTo(all.get(3));
        assertThat(Pager.within(all, Function.identity(), all.get(3), 2)).isEqualTo(new Slice<>(List.of(all.get(4)), null));
        assertThat(Pager.within(all, Function.identity(), UUID.randomUUID(), 2)).isEqualTo(Pager.within(all, Function.identity(), null, 2));
    }
}
