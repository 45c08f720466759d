package prikke.cli.crontab;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The options of wget, as its manual page has them. */
final class Wget extends Options {
    private static final Map<String, String> LONG = Map.ofEntries(
            Map.entry("quiet", "q"), Map.entry("output-document", "O"), Map.entry("output-file", "o"), Map.entry("append-output", "a"),
            Map.entry("timeout", "T"), Map.entry("tries", "t"), Map.entry("user-agent", "U"), Map.entry("directory-prefix", "P"),
            Map.entry("no-verbose", "nv"), Map.entry("verbose", "v"), Map.entry("wait", "w"), Map.entry("http-user", "user"),
            Map.entry("http-password", "password"), Map.entry("http-passwd", "password"));

    private static final String WITH_VALUE = "OoaTtUPwQADIRXBile";

    private static final Set<String> LONG_WITH_VALUE = Set.of(
            "header", "post-data", "post-file", "method", "body-data", "body-file", "user", "password", "referer", "max-redirect", "connect-timeout",
            "read-timeout", "dns-timeout", "waitretry", "proxy-user", "proxy-password", "ca-certificate", "certificate", "private-key",
            "load-cookies", "save-cookies", "bind-address", "limit-rate", "secure-protocol", "progress", "retry-on-http-error");

    private final Call call;
    private @Nullable String user;
    private @Nullable String password;

    Wget(Call call) {
        super(LONG, WITH_VALUE, LONG_WITH_VALUE);
        this.call = call;
        call.followRedirects();
    }

    /** To be called when all has been read. */
    void finish() {
        if (user != null) call.basic(user + ":" + (password == null ? "" : password));
    }

    @Override
    void operand(String word) {
        call.url(word);
    }

    @Override
    void option(String name, String value) {
        switch (name) {
            case "header" -> call.header(value);
            case "post-data" -> {
                call.method("POST");
                call.data(value);
            }
            case "body-data" -> call.data(value);
            case "method" -> call.method(value);
            case "spider" -> call.method("HEAD");
            case "user" -> user = value;
            case "password" -> password = value;
            case "U" -> call.setHeader("User-Agent", value);
            case "referer" -> call.setHeader("Referer", value);
            case "T", "read-timeout" -> call.timeout(value);
            case "t" -> tries(value);
            case "O", "o", "a", "P", "delete-after" -> {
                if (!value.equals("-") && !value.equals("/dev/null") && !name.equals("delete-after")) {
                    call.note("nothing is written to files; the answer is in the history");
                }
            }
            case "connect-timeout", "dns-timeout", "waitretry" -> call.note("--" + name + " is left out; the timeout is one for the whole call");
            case "q", "v", "nv", "n", "4", "6", "w", "N", "c", "progress", "no-cache", "no-hsts", "limit-rate", "auth-no-challenge", "max-redirect",
                    "inet4-only", "inet6-only", "content-on-error", "no-cookies", "no-dns-cache", "show-progress", "retry-connrefused", "S",
                    "server-response", "https-only", "retry-on-http-error" -> {}
            case "no-check-certificate" -> throw new RefusedLineException("--no-check-certificate would trust any certificate, and Prikke checks them");
            case "post-file", "body-file" -> throw new RefusedLineException("the body comes from a file; state it with --post-data");
            case "r", "m", "p", "recursive", "mirror", "i" -> throw new RefusedLineException("it fetches many pages, and a job makes one call");
            default -> throw unknown("wget", name);
        }
    }

    /** Of wget's tries the first is none again; 0 stands for no end of them. */
    private void tries(String value) {
        if (value.equals("0") || value.equals("inf")) call.retries("99");
        else if (value.matches("[1-9]\\d{0,3}")) call.retries(Integer.toString(Integer.parseInt(value) - 1));
        else throw new RefusedLineException("'" + value + "' is no number of tries");
    }
}
