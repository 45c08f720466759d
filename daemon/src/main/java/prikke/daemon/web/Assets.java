package prikke.daemon.web;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import prikke.core.ProblemException;
import prikke.daemon.http.Answer;
import prikke.daemon.http.Request;

/** What pages load besides themselves, all of it from here: read, packed and named once, as the daemon starts. */
public final class Assets {
    static final String PATH = "/assets/";

    private final Map<String, Asset> byFile = new LinkedHashMap<>();
    private final Map<String, String> urls = new LinkedHashMap<>();

    Assets() {
        add(Asset.read("vendored/inter/inter-latin-400-normal.woff2", "font/woff2"));
        add(Asset.read("vendored/inter/inter-latin-600-normal.woff2", "font/woff2"));
        add(Asset.read("vendored/htmx.min.js", "text/javascript; charset=utf-8"));
        add(Asset.read("vendored/sse.js", "text/javascript; charset=utf-8"));
        add(Asset.read("prikke.js", "text/javascript; charset=utf-8"));
        add(Asset.read("prikke.svg", "image/svg+xml"));
        add(Asset.read("docs.css", "text/css; charset=utf-8"));
        add(style());
    }

    /** Where the file of that name is, as in {@code prikke.css}. */
    public String url(String name) {
        return Objects.requireNonNull(urls.get(name), name);
    }

    Answer get(Request request) {
        Asset asset = byFile.get(request.path("file"));
        if (asset == null) throw ProblemException.notFound("file of that name");
        return asset.answer(request.header("Accept-Encoding").orElse("").contains("gzip"));
    }

    /** The style sheet names the fonts by where they are, which their bytes decide. */
    private Asset style() {
        String text = new String(Asset.read("prikke.css", "text/css").bytes(), StandardCharsets.UTF_8);
        for (Map.Entry<String, String> url : urls.entrySet()) {
            text = text.replace("url(\"" + url.getKey() + "\")", "url(\"" + url.getValue() + "\")");
        }
        return Asset.of("prikke.css", "text/css; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    private void add(Asset asset) {
        byFile.put(asset.file(), asset);
        urls.put(asset.file().replaceFirst("-[0-9a-f]{10}(?=\\.[a-z0-9]+$)", ""), asset.url());
    }
}
