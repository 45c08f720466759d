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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import prikke.daemon.TestDaemon;

/**
 * Every page, light and dark, wide and narrow: axe finds nothing, nothing is wider than the screen, what has the focus shows it, and the
 * browser complains of nothing.
 */
@ExtendWith({Town.Shared.class, Chromium.Own.class})
class AccessibilityTest {
    private static final String FIND = """
            async (rules) => (await axe.run(document, {runOnly: rules, resultTypes: ['violations'], preload: false, iframes: false}))
                .violations.map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ') + ' ' + (n.any[0]?.message ?? '')).join(' | '))
            """;
    private static final String TOO_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth";

    /** Of rows that are all alike the first dozen stay, of each noun's routes three: axe takes its time with every one. */
    private static final String THIN = """
            () => document.querySelectorAll('.list > li:nth-child(n+13), .docs-noun > article:nth-of-type(n+4)').forEach(alike => alike.remove())
            """;

    /** What gets the focus by the keyboard, and looks the same with it: neither it, nor what is drawn over its row, has an outline. */
    private static final String UNSEEN_FOCUS = """
            () => [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')]
                .filter(element => {
                    element.focus();
                    if (document.activeElement !== element) return false;
                    const outlined = (pseudo) => {
                        const style = getComputedStyle(element, pseudo);
                        return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
                    };
                    return !outlined(null) && !outlined('::after');
                })
                .map(element => element.outerHTML.slice(0, 120))
            """;
    private static final List<String> ALL = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    /** What the theme alone may change. */
    private static final List<String> COLOURS = List.of("color-contrast");

    /** From the width at which a page is left to that at which the next one begins. */
    private static final List<Look> LOOKS = List.of(Look.ALL[2], Look.ALL[3], Look.ALL[1], Look.WIDE);

    private final List<String> found = new ArrayList<>();
    private final String axe = axe();

    @Test
    void nothing_keeps_anybody_from_using_a_page(Town town, Browser browser) {
        try (BrowserContext inside = Look.WIDE.still(browser, town.daemon.url())) {
            Page page = Look.home(inside, town.owner);
            visit(page, Tour.inside(town));
            visit(page, Tour.deeds(town));
        }
        assertThat(found).isEmpty();
    }

    @Test
    void nor_does_anything_where_one_comes_in_or_may_do_less(Town town, Browser browser) {
        try (TestDaemon untouched = Tour.untouched();
                BrowserContext first = Look.WIDE.still(browser, untouched.url());
                BrowserContext outside = Look.WIDE.still(browser, town.daemon.url());
                BrowserContext beginner = Look.WIDE.still(browser, town.daemon.url());
                BrowserContext viewer = Look.WIDE.still(browser, town.daemon.url())) {
            visit(first.newPage(), Tour.untouchedPages(untouched));
            Page stranger = outside.newPage();
            visit(stranger, Tour.doors(town));
            visit(stranger, Tour.LONG);
            visit(Look.home(beginner, town.daemon.nobody().register("axe@example.com")), Tour.empty());
            visit(Look.home(viewer, town.viewer), Tour.looking(town));
        }
        assertThat(found).isEmpty();
    }

    private void visit(Page page, List<Stop> stops) {
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !isExpected(message.text())) found.add(page.url() + ": " + message.text());
        });
        for (Stop stop : stops) {
            stop.open().accept(page);
            width(page, stop, Look.WIDE);
            width(page, stop, Look.ALL[2]);
            page.evaluate(THIN);
            page.evaluate(axe);
            for (Look look : LOOKS) look(page, stop, look);
            page.keyboard().press("Tab");
            ((List<?>) page.evaluate(UNSEEN_FOCUS)).forEach(element -> found.add(stop.name() + ": the focus cannot be seen on " + element));
        }
    }

    /** That there is nothing at a path that leads nowhere, and that the pages do not keep up. */
    private static boolean isExpected(String message) {
        return message.contains("status of 4") || message.contains("net::ERR_FAILED") || message.equals("[object Event]");
    }

    private void width(Page page, Stop stop, Look look) {
        look.at(page);
        int tooWide = ((Number) page.evaluate(TOO_WIDE)).intValue();
        if (tooWide > 0) found.add(stop.name() + " " + look.name() + ": wider than the screen by " + tooWide);
    }

    private void look(Page page, Stop stop, Look look) {
        look.at(page);
        List<?> violations = (List<?>) page.evaluate(FIND, look.isDark() ? COLOURS : ALL);
        violations.forEach(violation -> found.add(stop.name() + " " + look.name() + ": " + violation));
    }

    private static String axe() {
        try (InputStream in = Objects.requireNonNull(AccessibilityTest.class.getResourceAsStream("/axe.min.js"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
