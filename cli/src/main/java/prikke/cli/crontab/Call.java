package prikke.cli.crontab;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import prikke.core.schedule.Durations;

/** What a curl or wget line comes to, gathered option by option; notes tell what of it means something else here. */
final class Call {
    private static final int MOST_RETRIES = 10;
    private static final double LONGEST_TIMEOUT_SECONDS = 300;

    private final Map<String, String> headers = new LinkedHashMap<>();
    private final List<String> data = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private @Nullable String url;
    private @Nullable String method;
    private @Nullable String timeout;
    private @Nullable Integer retries;
    private @Nullable String retryDelay;
    private boolean redirects;
    private boolean inQuery;

    void url(String address) {
        if (url != null) throw new RefusedLineException("it calls more than one address; give each a line of its own");
        if (address.matches(".*[{}].*")) throw new RefusedLineException("the braces in the address stand for several; give each a line of its own");
        String whole = address.matches("(?i)[a-z][a-z0-9+.-]*://.*") ? address : "http://" + address;
        if (!whole.matches("(?i)https?://.*")) throw new RefusedLineException("the address is neither http:// nor https://");
        url = withoutUser(whole);
    }

    private String withoutUser(String address) {
        int begin = address.indexOf("://") + 3;
        int path = address.substring(begin).replaceFirst("[/?#].*", "").length() + begin;
        int sign = address.lastIndexOf('@', path - 1);
        if (sign < begin) return address;
        basic(URLDecoder.decode(address.substring(begin, sign).replace("+", "%2B"), UTF_8));
        return address.substring(0, begin) + address.substring(sign + 1);
    }

    void method(String name) {
        method = name.toUpperCase(Locale.ROOT);
    }

    /** {@code Name: value}; without a value the header is one that the program is to leave out. */
    void header(String line) {
        if (line.startsWith("@")) throw new RefusedLineException("it reads headers from a file");
        int colon = line.indexOf(':');
        if (colon < 1) {
            if (line.endsWith(";")) setHeader(line.substring(0, line.length() - 1), "");
            else throw new RefusedLineException("'" + line + "' is no header");
        } else if (!line.substring(colon + 1).isBlank()) {
            setHeader(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
        }
    }

    void setHeader(String name, String value) {
        if (name.equalsIgnoreCase("User-Agent")) {
            note("the user agent is Prikke's own");
        } else if (name.equalsIgnoreCase("Host") || name.equalsIgnoreCase("Content-Length")) {
            throw new RefusedLineException("Prikke sets the header " + name + " itself");
        } else {
            headers.keySet().removeIf(name::equalsIgnoreCase);
            headers.put(name, value);
        }
    }

    void basic(String userAndPassword) {
        if (!userAndPassword.contains(":")) throw new RefusedLineException("the password of " + userAndPassword + " would be asked for");
        setHeader("Authorization", "Basic " + Base64.getEncoder().encodeToString(userAndPassword.getBytes(UTF_8)));
    }

    void data(String piece) {
        data.add(piece);
    }

    void dataInQuery() {
        inQuery = true;
    }

    /** @param seconds as the program takes them, perhaps with decimals */
    void timeout(String seconds) {
        double wanted = number(seconds);
        if (wanted <= 0) return;
        if (wanted > LONGEST_TIMEOUT_SECONDS) note("the time limit is 5m, the longest there is");
        double taken = Math.clamp(wanted, 1, LONGEST_TIMEOUT_SECONDS);
        timeout = Durations.shortForm(Duration.ofMillis((long) Math.ceil(taken * 1000)));
    }

    void retries(String count) {
        int wanted = (int) number(count);
        if (wanted > MOST_RETRIES || wanted < 0) note("it is tried again 10 times, the most there are");
        retries = wanted < 0 ? MOST_RETRIES : Math.min(wanted, MOST_RETRIES);
    }

    void retryDelay(String seconds) {
        double wanted = number(seconds);
        if (wanted >= 1) retryDelay = Durations.shortForm(Duration.ofMillis((long) (wanted * 1000)));
    }

    private static double number(String text) {
        if (!text.matches("\\d{1,9}(\\.\\d+)?")) throw new RefusedLineException("'" + text + "' is no number");
        return Double.parseDouble(text);
    }

    void followRedirects() {
        redirects = true;
    }

    void note(String text) {
        if (!notes.contains(text)) notes.add(text);
    }

    List<String> notes() {
        return List.copyOf(notes);
    }

    /** What to call; the method alone where there is no body. */
    Request request() {
        String address = url;
        if (address == null) throw new RefusedLineException("it names no address");
        String body = data.isEmpty() ? null : String.join("&", data);
        if (body != null && inQuery) {
            address += (address.contains("?") ? "&" : "?") + body;
            body = null;
        }
        boolean typed = headers.keySet().stream().anyMatch("Content-Type"::equalsIgnoreCase);
        if (body != null && !typed) headers.put("Content-Type", "application/x-www-form-urlencoded");
        String verb = method == null ? body == null ? "GET" : "POST" : method;
        return new Request(verb, address, headers, body, timeout, retries, retryDelay, redirects);
    }

    /** What of a job the line says. */
    record Request(
            String method,
            String url,
            Map<String, String> headers,
            @Nullable String body,
            @Nullable String timeout,
            @Nullable Integer retries,
            @Nullable String retryDelay,
            boolean redirects) {}
}
