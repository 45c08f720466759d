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
import org.junit.jupiter.api.parallel.ResourceLock;
import prikke.daemon.TestDaemon;
import prikke.daemon.web.browser.Town.Stop;

/** Every page, light and dark, wide and narrow: axe finds nothing, nothing is wider than the screen, and nothing is complained of. */
@ExtendWith({TestDaemon.Shared.class, Chromium.class})
@ResourceLock(Chromium.LOCK)
class AccessibilityTest {
    private static final String FIND = """
            async (rules) => (await axe.run(document, {runOnly: rules}))
                .violations.map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ') + ' ' + (n.any[0]?.message ?? '')).join(' | '))
            """;
    private static final String TOO_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth";
    private static final List<String> ALL = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    /** What the theme alone may change. */
    private static final List<String> COLOURS = List.of("color-contrast");

    private final List<String> found = new ArrayList<>();
    private final String axe = axe();

    @Test
    void nothing_keeps_anybody_from_using_a_page(TestDaemon daemon, Browser browser) {
        try (Town town = new Town(daemon, "axe-" + UUID.randomUUID() + "@example.com");
                BrowserContext visitor = Look.WIDE.still(browser, daemon.url())) {
            visit(visitor.newPage(), Town.doors());
            visit(Look.signIn(visitor, town.email), town.stops());
        }
        assertThat(found).isEmpty();
    }

    private void visit(Page page, List<Stop> stops) {
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !isExpected(message.text())) found.add(page.url() + ": " + message.text());
        });
        for (Stop stop : stops) {
            page.navigate(stop.path());
            page.evaluate(axe);
            for (Look look : Look.ALL) look(page, stop, look);
        }
    }

    /** That there is nothing at a path that leads nowhere, and that the pages do not keep up. */
    private static boolean isExpected(String message) {
        return message.contains("status of 4") || message.contains("net::ERR_FAILED") || message.equals("[object Event]");
    }

    private void look(Page page, Stop stop, Look look) {
        look.at(page);
        List<?> violations = (List<?>) page.evaluate(FIND, look.isDark() ? COLOURS : ALL);
        violations.forEach(violation -> found.add(stop.name() + " " + look.name() + ": " + violation));
        int tooWide = ((Number) page.evaluate(TOO_WIDE)).intValue();
        if (tooWide > 0) found.add(stop.name() + " " + look.name() + ": wider than the screen by " + tooWide);
    }

    private static String axe() {
        try (InputStream in = Objects.requireNonNull(AccessibilityTest.class.getResourceAsStream("/axe.min.js"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
