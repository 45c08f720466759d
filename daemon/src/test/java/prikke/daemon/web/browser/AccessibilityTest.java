package prikke.daemon.web.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import prikke.daemon.TestDaemon;
import prikke.daemon.web.browser.Town.Stop;

/** What axe finds on the pages: nothing, light and dark, wide and narrow. */
@ExtendWith({TestDaemon.Shared.class, Chromium.class})
class AccessibilityTest {
    private static final String FIND = """
            async () => (await axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}))
                .violations.map(v => v.impact + ' ' + v.id + ': ' + v.nodes.map(n => n.target.join(' ') + ' ' + (n.any[0]?.message ?? '')).join(' | '))
            """;

    @Test
    void nothing_keeps_anybody_from_using_a_page(TestDaemon daemon, Browser browser) throws IOException {
        String axe = axe();
        List<String> found = new ArrayList<>();
        try (Town town = new Town(daemon, "axe-" + UUID.randomUUID() + "@example.com")) {
            for (Look look : Look.ALL) {
                try (BrowserContext visitor = look.visitor(browser, daemon.url())) {
                    look(visitor.newPage(), axe, Town.doors(), look, found);
                    look(Look.signIn(visitor, town.email), axe, town.stops(), look, found);
                }
            }
        }
        assertThat(found).isEmpty();
    }

    private static void look(Page page, String axe, List<Stop> stops, Look look, List<String> found) {
        for (Stop stop : stops) {
            page.navigate(stop.path());
            page.evaluate(axe);
            List<?> violations = (List<?>) page.evaluate(FIND);
            violations.forEach(violation -> found.add(stop.name() + " " + look.name() + ": " + violation));
            Object tooWide = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
            if (((Number) tooWide).intValue() > 0) found.add(stop.name() + " " + look.name() + ": wider than the screen by " + tooWide);
        }
    }

    private static String axe() throws IOException {
        try (InputStream in = Objects.requireNonNull(AccessibilityTest.class.getResourceAsStream("/axe.min.js"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
