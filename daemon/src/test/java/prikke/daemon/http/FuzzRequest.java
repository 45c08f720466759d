package prikke.daemon.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** One request of a fuzzer's: to a real route, and otherwise whatever the random numbers come to. All of it follows from them. */
final class FuzzRequest {
    private static final List<String> TEXTS = List.of(
            "", " ", "x", "a", "null", "true", "*", "@daily", "* * * * *", "*/5 9-17 * * MON-FRI", "0 0 30 2 *", "H H * * *", "99 * * * *",
            "30s", "1h30m", "P1D", "PT0S", "-5s", "999999999999d", "2030-01-01T00:00:00Z", "9999-12-31T23:59:59.999999999Z", "0000-01-01T00:00:00Z",
            "+1000000000-01-01T00:00:00Z", "now", "UTC", "Europe/Oslo", "GMT+25", "POST", "GET", "CONNECT", "é", "\uD83C\uDF19", "\u202Eabc", "a\tb\nc",
            "200-299", "999", "/(a+)+$/", "/[/", "100/m", "0/s", "read", "write", "admin", "owner", "viewer", "skip", "queue", "run_all", "exponential",
            "success", "failed", "pending", "ann@example.com", "correct horse", "../../etc/passwd", "<script>", "' or 1=1 --", "%00", "%s%n", "${x}",
            "http://127.0.0.1:1/", "http://127.0.0.1:1/?q=%zz", "http://127.0.0.1:99999/", "http://u:p@127.0.0.1:1/", "http://[::1]:1/", "http://[::1",
            "ftp://127.0.0.1/", "http:///", "javascript:1", "//127.0.0.1:1", "01900000-0000-7000-8000-000000000000", "pk_live_x", "whsec_x", "pu_x");
    private static final List<String> NUMBERS = List.of(
            "0", "1", "-1", "5", "10", "255", "2147483647", "2147483648", "-9223372036854775809", "1e400", "-0.0", "1.5", "0.1e-999",
            "99999999999999999999999999999999999999", "1E+2", "9".repeat(70));
    private static final List<String> ESCAPES = List.of("\\u0000", "\\ud800", "\\udfff\\ud800", "\\n", "\\\"", "\\u202e", "\\ufeff", "\\/");
    private static final List<String> QUERIES = List.of(
            "limit", "cursor", "q", "tag", "enabled", "status", "job", "queue", "since", "until", "sort", "action", "actor", "format", "count", "%00", "");
    private static final List<String> TYPES = List.of(
            "application/json", "application/json; charset=utf-8", "application/json; charset=utf-16", "text/plain", "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x", "application/merge-patch+json", "*/*", ";", "application/json;;;charset", "a/b/c", "\u00ff");
    private static final List<String> HEADERS = List.of(
            "If-Match", "If-None-Match", "Idempotency-Key", "Accept", "Accept-Encoding", "Range", "X-Forwarded-For", "Forwarded", "Prikke-Org", "Cookie",
            "Origin", "Sec-Fetch-Site", "Last-Event-ID", "Content-Encoding", "User-Agent", "Authorization", "X-HTTP-Method-Override", "Upgrade", "Expect");

    private final Random random;
    private final List<String> fields;
    private final List<String> names;

    /**
     * @param fields that bodies may have
     * @param names that paths may lead to something by
     */
    FuzzRequest(Random random, List<String> fields, List<String> names) {
        this.random = random;
        this.fields = fields;
        this.names = names;
    }

    /** The bytes, one a char. */
    String to(String route, String token) {
        String[] parts = route.split(" ", 2);
        StringBuilder request = new StringBuilder(parts[0]).append(' ').append(path(parts[1])).append(query()).append(" HTTP/1.1\r\nHost: x\r\n");
        request.append("Connection: close\r\n");
        if (random.nextInt(20) > 0) request.append("Authorization: Bearer ").append(token).append("\r\n");
        for (int i = random.nextInt(10) - 7; i > 0; i--) request.append(pick(HEADERS)).append(": ").append(latin(text())).append("\r\n");
        String body = random.nextInt(8) == 0 ? "" : body();
        if (!body.isEmpty()) {
            request.append("Content-Type: ").append(random.nextInt(12) == 0 ? pick(TYPES) : TYPES.getFirst()).append("\r\n");
            request.append("Content-Length: ").append(body.length()).append("\r\n");
        }
        return request.append("\r\n").append(body).toString();
    }

    private String path(String template) {
        StringBuilder path = new StringBuilder();
        for (String part : template.split("(?=\\{)|(?<=})")) path.append(part.startsWith("{") ? name(part) : part);
        return path.toString();
    }

    private String name(String parameter) {
        int fixed = parameter.indexOf(':');
        if (fixed > 0) return parameter.substring(fixed + 1, parameter.length() - 1);
        return switch (random.nextInt(6)) {
            case 0 -> URLEncoder.encode(text(), StandardCharsets.UTF_8).replace("+", "%20") + "x";
            case 1 -> pick(List.of("%00", "..", ".", "%2e%2e%2f", "%ff%fe", "%", "~", "a".repeat(3000), "%F0%9F%8C%99", "batch", "-"));
            default -> pick(names);
        };
    }

    private String query() {
        StringBuilder query = new StringBuilder();
        for (int i = random.nextInt(6) - 3; i > 0; i--) {
            query.append(query.isEmpty() ? '?' : '&').append(pick(QUERIES)).append('=').append(URLEncoder.encode(text(), StandardCharsets.UTF_8));
        }
        return query.toString();
    }

    private String body() {
        return switch (random.nextInt(20)) {
            case 0 -> latin(text());
            case 1 -> value(3);
            case 2 -> "[".repeat(random.nextInt(2000)) + "1";
            case 3 -> "\u00ef\u00bb\u00bf{}";
            case 4 -> latin(object(4)).substring(0, 1 + random.nextInt(2));
            case 5 -> random.ints(random.nextInt(64), 0, 256).collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
            default -> object(4);
        };
    }

    private String object(int deep) {
        StringBuilder object = new StringBuilder("{");
        int size = random.nextInt(random.nextInt(4) == 0 ? 12 : 5);
        for (int i = 0; i < size; i++) {
            if (i > 0) object.append(random.nextInt(200) == 0 ? ";" : ",");
            object.append(random.nextInt(12) == 0 || fields.isEmpty() ? string() : '"' + pick(fields) + '"');
            object.append(':').append(value(deep - 1));
        }
        return object.append('}').toString();
    }

    private String value(int deep) {
        return switch (random.nextInt(deep > 0 ? 12 : 8)) {
            case 0 -> "null";
            case 1 -> random.nextBoolean() ? "true" : "false";
            case 2 -> pick(NUMBERS);
            case 8, 9 -> object(deep);
            case 10 -> list(deep);
            default -> string();
        };
    }

    private String list(int deep) {
        StringBuilder list = new StringBuilder("[");
        int size = random.nextInt(4);
        for (int i = 0; i < size; i++) list.append(i > 0 ? "," : "").append(value(deep - 1));
        return list.append(']').toString();
    }

    private String string() {
        StringBuilder string = new StringBuilder("\"").append(latin(text()).replaceAll("[\\\\\"\\x00-\\x1f]", "?"));
        if (random.nextInt(6) == 0) string.append(pick(ESCAPES));
        if (random.nextInt(60) == 0) string.append("x".repeat(random.nextInt(300_000)));
        return string.append('"').toString();
    }

    private String text() {
        return random.nextInt(10) == 0 ? pick(TEXTS) + pick(TEXTS) : pick(TEXTS);
    }

    /** UTF-8, one byte a char; without line ends, which would end a header. */
    private static String latin(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1).replaceAll("[\\r\\n]", " ");
    }

    private String pick(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }
}
