package prikke.daemon.web.browser;

import com.microsoft.playwright.Page;
import java.util.function.Consumer;

/**
 * A page, or what a page comes to by what is done on it.
 *
 * @param name by which pictures and findings call it
 * @param open gets there, from wherever the browser is
 */
record Stop(String name, Consumer<Page> open) {
    Stop(String name, String path) {
        this(name, page -> page.navigate(path));
    }
}
