package prikke.daemon.web.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import java.util.List;
import java.util.regex.Pattern;
import prikke.daemon.TestClient;

/** How a page is looked at. */
record Look(String name, int width, int height, ColorScheme scheme) {
    static final Look WIDE = new Look("light-1280", 1280, 900, ColorScheme.LIGHT);
    static final Look[] ALL = {
        WIDE,
        new Look("dark-1280", 1280, 900, ColorScheme.DARK),
        new Look("light-360", 360, 780, ColorScheme.LIGHT),
        new Look("dark-360", 360, 780, ColorScheme.DARK)
    };

    /** A visitor who sees pages so, and has no cookies yet. */
    BrowserContext visitor(Browser browser, String url) {
        return browser.newContext(new Browser.NewContextOptions()
                .setBaseURL(url)
                .setViewportSize(width, height)
                .setColorScheme(scheme)
                .setLocale("en-GB")
                .setTimezoneId("Europe/Oslo"));
    }

    /** The same, for whom pages do not keep up: they are looked at as they came. */
    BrowserContext still(Browser browser, String url) {
        BrowserContext visitor = visitor(browser, url);
        visitor.route(Pattern.compile(".*/live(/[a-z]+)?(\\?.*)?$"), route -> route.abort());
        return visitor;
    }

    boolean isDark() {
        return scheme == ColorScheme.DARK;
    }

    /** Has a page that is open shown so. */
    void at(Page page) {
        page.setViewportSize(width, height);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
    }

    /** Has somebody be signed in who is so by the API. */
    static void enter(BrowserContext visitor, TestClient as) {
        visitor.addCookies(List.of(new Cookie("prikke", as.token()).setUrl(as.url())));
    }

    /** The start page of somebody who is signed in by the API, which takes no time; see {@link #signIn} for how people do. */
    static Page home(BrowserContext visitor, TestClient as) {
        enter(visitor, as);
        Page page = visitor.newPage();
        page.navigate("/");
        return page;
    }

    /** Signs in by the form. */
    static Page signIn(BrowserContext visitor, String email) {
        return signIn(visitor.newPage(), email);
    }

    /** The same on a page that is open. */
    static Page signIn(Page page, String email) {
        page.navigate("/login");
        page.getByLabel("E-mail").first().fill(email);
        page.getByLabel("Password").fill(TestClient.PASSWORD);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in").setExact(true)).click();
        page.waitForURL(Pattern.compile(".*/(\\?org=[^&]*)?"));
        return page;
    }
}
