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
import prikke.daemon.web.browser.Town.Stop;

/** Takes a picture of every page, light and dark, wide and narrow. No test: {@code scripts/screenshots} runs it. */
@ExtendWith({TestDaemon.Shared.class, Chromium.class})
@ResourceLock(Chromium.LOCK)
class Screenshots {
    private static final Path TO = Path.of("target", "screenshots");

    @Test
    void of_every_page(TestDaemon daemon, Browser browser) {
        try (Town town = new Town(daemon, "ann@example.com")) {
            daemon.nobody().register("bob@example.com");
            for (Look look : Look.ALL) {
                try (BrowserContext outside = look.still(browser, daemon.url())) {
                    pictures(outside.newPage(), Town.doors(), look);
                    pictures(Look.signIn(outside, "bob@example.com"), List.of(new Stop("empty-home", "/"), new Stop("empty-runs", "/runs")), look);
                }
                try (BrowserContext inside = look.still(browser, daemon.url())) {
                    pictures(Look.signIn(inside, town.email), town.stops(), look);
                }
            }
        }
    }

    private static void pictures(Page page, List<Stop> stops, Look look) {
        for (Stop stop : stops) {
            page.navigate(stop.path());
            page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(TO.resolve(stop.name() + "-" + look.name() + ".png")));
        }
    }
}
