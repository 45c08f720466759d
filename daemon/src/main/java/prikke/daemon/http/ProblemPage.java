package prikke.daemon.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.nio.charset.StandardCharsets;
import prikke.core.api.Problem;

/** A problem for who comes with a browser to where there is no page to tell of it: as plain as can be, without a style or a script. */
final class ProblemPage {
    static final String TYPE = "text/html; charset=utf-8";

    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>%1$s · Prikke</title>
            <h1>%1$s</h1>
            <p>%2$s</p>
            <p><a href="/">Go to the start page</a></p>
            </html>
            """;

    private ProblemPage() {}

    /** Whether the request is a browser's, for a page. */
    static boolean isWanted(ServerRequest request) {
        return !request.prologue().uriPath().rawPath().startsWith("/api/")
                && request.headers().first(HeaderNames.ACCEPT).orElse("").contains("text/html");
    }

    static byte[] of(Problem problem) {
        String detail = problem.detail();
        return PAGE.formatted(escaped(problem.title()), escaped(detail == null ? "" : detail)).getBytes(StandardCharsets.UTF_8);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
