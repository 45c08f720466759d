package prikke.daemon.web.runs;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import prikke.core.job.HttpCall;
import prikke.core.job.SensitiveHeaders;

/** A request as a command line; credentials are masked and have to be put in. */
public final class Curl {
    private Curl() {}

    public static String of(HttpCall call) {
        Map<String, String> headers = SensitiveHeaders.masked(call.headers());
        String lines = headers.entrySet().stream()
                .map(header -> " \\\n  -H " + quoted(header.getKey() + ": " + header.getValue()))
                .collect(Collectors.joining());
        byte[] body = call.body();
        String data = body == null ? "" : " \\\n  --data-raw " + quoted(new String(body, StandardCharsets.UTF_8));
        return "curl -X " + call.method() + " " + quoted(call.url()) + lines + data;
    }

    /** As a shell takes it for one word, whatever is in it. */
    public static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
