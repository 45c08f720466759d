package prikke.daemon.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import prikke.core.Precondition;

/**
 * Conditional requests (RFC 9110, 13). An ETag is strong and has two parts: the version of the thing, which each edit changes, and
 * a checksum of the answer, which besides tells of what happens by itself, such as its last execution. {@code If-None-Match} takes
 * both, {@code If-Match} the first: an edit is stale when somebody else edited, and not when the job ran.
 */
final class Conditions {
    private static final String END_OF_VERSION = "-";

    private Conditions() {}

    static Precondition of(Headers headers) {
        boolean absent = tags(headers, HeaderNames.IF_NONE_MATCH).contains("*");
        if (!headers.contains(HeaderNames.IF_MATCH)) return absent ? Precondition.ABSENT : Precondition.NONE;
        List<String> versions = tags(headers, HeaderNames.IF_MATCH).stream()
                .map(tag -> tag.equals("*") ? Precondition.ANY : tag.startsWith("W/") ? "" : unquoted(tag).split(END_OF_VERSION, 2)[0])
                .toList();
        return new Precondition(versions, absent);
    }

    /** Adds the ETag; whether the caller of a GET has that very answer already. */
    static boolean notModified(ServerRequest request, ServerResponse response, String version, byte[] bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        String tag = "\"" + version + END_OF_VERSION + Long.toHexString(sum.getValue()) + "\"";
        response.header(HeaderNames.ETAG, tag);
        String method = request.prologue().method().text();
        if (!method.equals("GET") && !method.equals("HEAD")) return false;
        List<String> known = tags(request.headers(), HeaderNames.IF_NONE_MATCH);
        return known.contains("*") || known.contains(tag) || known.contains("W/" + tag);
    }

    private static List<String> tags(Headers headers, HeaderName name) {
        List<String> tags = new ArrayList<>();
        for (String value : headers.values(name)) for (String tag : value.split(",")) tags.add(tag.strip());
        return tags;
    }

    private static String unquoted(String tag) {
        return tag.length() >= 2 && tag.startsWith("\"") && tag.endsWith("\"") ? tag.substring(1, tag.length() - 1) : "";
    }
}
