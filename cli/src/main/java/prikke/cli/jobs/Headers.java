package prikke.cli.jobs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import prikke.cli.Failure;

/** Reads headers as they are typed. */
final class Headers {
    private Headers() {}

    /**
     * Names and values of {@code 'Name: value'} lines. A name that comes twice has its values joined by a comma (RFC 9110, 5.3).
     *
     * @throws Failure if a line has no name or no colon
     */
    static Map<String, String> parse(List<String> lines) {
        var headers = new LinkedHashMap<String, String>();
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw Failure.usage("'" + line + "' is not a header.\nWrite it as -H 'Name: value'.");
            }
            headers.merge(line.substring(0, colon).strip(), line.substring(colon + 1).strip(), (a, b) -> a + ", " + b);
        }
        return headers;
    }
}
