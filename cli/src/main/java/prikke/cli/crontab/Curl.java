package prikke.cli.crontab;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The options of curl, as its manual page has them. */
final class Curl extends Options {
    private static final Map<String, String> LONG = Map.ofEntries(
            Map.entry("request", "X"), Map.entry("header", "H"), Map.entry("data", "d"), Map.entry("data-ascii", "d"),
            Map.entry("user", "u"), Map.entry("user-agent", "A"), Map.entry("referer", "e"), Map.entry("cookie", "b"),
            Map.entry("max-time", "m"), Map.entry("location", "L"), Map.entry("fail", "f"), Map.entry("silent", "s"),
            Map.entry("show-error", "S"), Map.entry("verbose", "v"), Map.entry("output", "o"), Map.entry("remote-name", "O"),
            Map.entry("write-out", "w"), Map.entry("dump-header", "D"), Map.entry("get", "G"), Map.entry("head", "I"),
            Map.entry("include", "i"), Map.entry("insecure", "k"), Map.entry("proxy", "x"), Map.entry("upload-file", "T"),
            Map.entry("form", "F"), Map.entry("config", "K"), Map.entry("cert", "E"), Map.entry("cookie-jar", "c"),
            Map.entry("no-buffer", "N"), Map.entry("ipv4", "4"), Map.entry("ipv6", "6"), Map.entry("netrc", "n"),
            Map.entry("globoff", "g"), Map.entry("progress-bar", "#"));

    private static final String WITH_VALUE = "XHduAebmowDxTFKEcrCyYzQtPU";

    private static final Set<String> LONG_WITH_VALUE = Set.of(
            "data-raw", "data-binary", "data-urlencode", "json", "url", "connect-timeout", "retry", "retry-delay", "retry-max-time",
            "oauth2-bearer", "stderr", "output-dir", "resolve", "interface", "cacert", "capath", "key", "unix-socket", "max-redirs", "noproxy",
            "limit-rate", "ciphers", "form-string", "proxy-user", "aws-sigv4", "connect-to", "keepalive-time", "pinnedpubkey", "trace-ascii");

    private final Call call;
    private final @Nullable String stdin;

    /** @param stdin what crontab gives the command to read, or null */
    Curl(Call call, @Nullable String stdin) {
        super(LONG, WITH_VALUE, LONG_WITH_VALUE);
        this.call = call;
        this.stdin = stdin;
    }

    @Override
    void operand(String word) {
        call.url(word);
    }

    @Override
    void option(String name, String value) {
        switch (name) {
            case "X" -> call.method(value);
            case "H" -> call.header(value);
            case "d", "data-binary" -> call.data(content(value));
            case "data-raw" -> call.data(value);
            case "data-urlencode" -> call.data(encoded(value));
            case "json" -> json(value);
            case "G" -> call.dataInQuery();
            case "I" -> call.method("HEAD");
            case "u" -> call.basic(value);
            case "oauth2-bearer" -> call.setHeader("Authorization", "Bearer " + value);
            case "A" -> call.setHeader("User-Agent", value);
            case "e" -> call.setHeader("Referer", value.replaceFirst(";auto$", ""));
            case "b" -> cookie(value);
            case "url" -> call.url(value);
            case "m" -> call.timeout(value);
            case "retry" -> call.retries(value);
            case "retry-delay" -> call.retryDelay(value);
            case "L" -> call.followRedirects();
            case "o", "O", "w", "D", "stderr", "output-dir", "create-dirs", "trace-ascii", "J" ->
                call.note("nothing is written to files; the answer is in the history");
            case "connect-timeout", "retry-max-time" -> call.note("--" + name + " is left out; the timeout is one for the whole call");
            case "f", "s", "S", "v", "i", "N", "4", "6", "g", "#", "q", "fail-with-body", "no-progress-meter", "compressed", "http1.1", "http2",
                    "retry-connrefused", "retry-all-errors", "tcp-nodelay", "no-keepalive", "keepalive-time", "max-redirs", "limit-rate", "globoff",
                    "fail-early", "styled-output", "no-styled-output", "raw", "http1.0", "0", "tlsv1.2", "tlsv1.3", "proto-default" -> {}
            case "k" -> throw new RefusedLineException("-k would trust any certificate, and Prikke checks them");
            case "T", "F", "form-string" -> throw new RefusedLineException("it uploads a file or form; state the body with -d");
            default -> throw unknown("curl", name);
        }
    }

    private String content(String value) {
        if (!value.startsWith("@")) return value;
        if (value.equals("@-") && stdin != null) return stdin;
        throw new RefusedLineException("the body comes from " + (value.equals("@-") ? "stdin" : "the file " + value.substring(1)) + "; state it with -d");
    }

    private static String encoded(String value) {
        int equals = value.indexOf('=');
        if (equals < 0 && value.indexOf('@') >= 0) throw new RefusedLineException("the body comes from a file; state it with -d");
        String name = equals > 0 ? value.substring(0, equals) + "=" : "";
        return name + URLEncoder.encode(value.substring(equals + 1), UTF_8).replace("+", "%20");
    }

    private void json(String value) {
        call.data(content(value));
        call.setHeader("Content-Type", "application/json");
        call.setHeader("Accept", "application/json");
    }

    private void cookie(String value) {
        if (!value.contains("=")) throw new RefusedLineException("it reads cookies from the file " + value);
        call.setHeader("Cookie", value);
    }
}
