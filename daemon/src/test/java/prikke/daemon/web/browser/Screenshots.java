package prikke.daemon.web.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import prikke.daemon.TestDaemon;

/** Takes a picture of every page, light and dark, wide and narrow. No test: {@code scripts/screenshots} runs it. */
@ExtendWith({Town.Shared.class, Chromium.class})
@ResourceLock(Chromium.LOCK)
class Screenshots {
    private static final Path TO = Path.of("target", "screenshots");

    @Test
    void of_every_page(Town town, Browser browser) {
        try (TestDaemon untouched = Tour.untouched();
                BrowserContext first = Look.WIDE.still(browser, untouched.url());
                BrowserContext outside = Look.WIDE.still(browser, town.daemon.url());
                BrowserContext beginner = Look.WIDE.still(browser, town.daemon.url());
                BrowserContext viewer = Look.WIDE.still(browser, town.daemon.url());
                BrowserContext inside = Look.WIDE.still(browser, town.daemon.url())) {
            Page owner = Look.home(inside, town.owner);
            pictures(owner, Tour.inside(town));
            pictures(owner, Tour.deeds(town));
            pictures(Look.home(viewer, town.viewer), Tour.looking(town));
            pictures(Look.home(beginner, town.daemon.nobody().register("bob@example.com")), Tour.empty());
            Page stranger = outside.newPage();
            pictures(stranger, Tour.doors(town));
            pictures(stranger, Tour.LONG);
            pictures(first.newPage(), Tour.untouchedPages(untouched));
        }
    }

    private static void pictures(Page page, List<Stop> stops) {
        for (Stop stop : stops) {
            stop.open().accept(page);
            for (Look look : Look.ALL) {
                look.at(page);
                page.evaluate("() => scrollTo(0, 0)");
                page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(TO.resolve(stop.name() + "-" + look.name() + ".png")));
            }
        }
    }
}
