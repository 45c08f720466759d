package prikke.daemon.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import prikke.daemon.TestDaemon;
import prikke.daemon.openapi.ApiDocument;

/** {@code /api/docs}: the API to be read, by anybody and without anything from elsewhere. */
@ExtendWith(TestDaemon.Shared.class)
class DocsPageTest {
    private final Browser.Seen page;

    DocsPageTest(TestDaemon daemon) {
        page = new Browser(daemon.url()).get("/api/docs").is(200);
    }

    @Test
    void it_tells_of_every_route_object_and_field() {
        JsonNode document = new ApiDocument().tree();
        document.get("paths").properties().forEach(path -> path.getValue().forEach(method -> {
            assertThat(page.text()).contains("id=\"" + method.get("operationId").asText() + "\"", "<code>" + path.getKey() + "</code>");
        }));
        page.shows("id=\"JobRequest\"", "<code>max_retry_delay</code>", "default 1h", "Europe/Oslo", "nightly-backup");
    }

    @Test
    void it_tells_of_problems_those_of_all_routes_and_those_of_one() {
        page.shows("<code>idempotency_in_flight</code>", "<code>key_taken</code>", "<code>stale</code>", "takes no credentials");
    }

    @Test
    void every_link_within_it_leads_somewhere() {
        List<String> leads = new ArrayList<>();
        Pattern.compile("href=\"#([^\"]+)\"").matcher(page.text()).results().forEach(link -> leads.add(link.group(1)));

        assertThat(leads).hasSizeGreaterThan(50).allSatisfy(anchor -> assertThat(page.text()).contains("id=\"" + anchor + "\""));
    }

    @Test
    void nothing_of_it_comes_from_elsewhere_or_is_run() {
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(page.text()).doesNotContain("<script", " style=\"", "<style", "http-equiv").doesNotContainPattern("(src|href)=\"(https?:)?//");
    }
}
