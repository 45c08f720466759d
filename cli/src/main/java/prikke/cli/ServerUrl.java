package prikke.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Reads where the server is. */
final class ServerUrl {
    private ServerUrl() {}

    /**
     * The server's URL, without a path. The scheme may be left out, and is then {@code http}.
     *
     * @throws Failure if it is no such URL
     */
    static URI parse(String text) {
        try {
            URI uri = new URI(text.contains("://") ? text : "http://" + text);
            String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            boolean bare = uri.getPath().isEmpty() || uri.getPath().equals("/");
            boolean clean = uri.getUserInfo() == null && uri.getQuery() == null && uri.getFragment() == null;
            if ((scheme.equals("http") || scheme.equals("https")) && uri.getHost() != null && bare && clean) {
                return new URI(scheme, null, uri.getHost(), uri.getPort(), null, null, null);
            }
        } catch (URISyntaxException e) {
            throw refused(text);
        }
        throw refused(text);
    }

    private static Failure refused(String text) {
        return Failure.usage(
                "'" + text + "' is not a server's URL.\nWrite it as http://host:port or https://host, without a path.");
    }
}
