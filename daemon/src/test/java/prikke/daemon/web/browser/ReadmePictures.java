package prikke.daemon.web.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Takes the pictures that the README shows. No test: {@code scripts/screenshots --readme} runs it. */
@ExtendWith({Town.Shared.class, Chromium.class})
@ResourceLock(Chromium.LOCK)
class ReadmePictures {
    private static final Path TO = Path.of("..", "scripts", "docs");

    /** Chromium packs it: a quarter of a PNG's size, and letters stay sharp. */
    private static final String PACK = """
            async png => {
                const image = new Image();
                image.src = 'data:image/png;base64,' + png;
                await image.decode();
                const canvas = document.createElement('canvas');
                canvas.width = image.width;
                canvas.height = image.height;
                canvas.getContext('2d').drawImage(image, 0, 0);
                return canvas.toDataURL('image/webp', 0.92).split(',')[1];
            }
            """;

    @Test
    void of_three_pages(Town town, Browser browser) throws IOException {
        try (BrowserContext inside = Look.WIDE.still(browser, town.daemon.url()); Page packer = browser.newPage()) {
            Page page = Look.home(inside, town.owner);
            picture(page, packer, "/", "home", Look.ALL[0]);
            picture(page, packer, town.job("import-payments"), "job", Look.ALL[1]);
            picture(page, packer, town.run("sync-orders"), "run", Look.ALL[0]);
        }
    }

    private static void picture(Page page, Page packer, String path, String name, Look look) throws IOException {
        look.at(page);
        page.navigate(path);
        String png = Base64.getEncoder().encodeToString(page.screenshot());
        Files.createDirectories(TO);
        Files.write(TO.resolve(name + ".webp"), Base64.getDecoder().decode(String.valueOf(packer.evaluate(PACK, png))));
    }
}
