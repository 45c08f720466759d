package prikke.daemon.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import prikke.core.ProblemException;

/** Reads a request's body as browsers send forms: {@code application/x-www-form-urlencoded}, in UTF-8. */
final class FormBody {
    private static final String TYPE = "application/x-www-form-urlencoded";
    static final int MOST = 64 * 1024;

    private FormBody() {}

    static boolean isForm(ServerRequest http) {
        String type = http.headers().first(HeaderNames.CONTENT_TYPE).orElse("");
        return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(TYPE);
    }

    /** {@link #read(ServerRequest, int)} of a form that holds no large text. */
    static Map<String, String> read(ServerRequest http) {
        return read(http, MOST);
    }

    /** The fields in the order they were sent in; one that comes twice is refused, as RFC 6749, section 3.2, wants it. */
    static Map<String, String> read(ServerRequest http, int most) {
        if (!isForm(http)) {
            BoundedBody.skip(http);
            throw new RefusedBodyException(415, "The body must be sent as Content-Type: " + TYPE + ".", false);
        }
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : text(BoundedBody.read(http, most)).split("&")) {
            if (field.isEmpty()) continue;
            String[] parts = field.split("=", 2);
            String name = decode(parts[0]);
            if (fields.put(name, parts.length == 2 ? decode(parts[1]) : "") != null) throw malformed("it says something twice");
        }
        return fields;
    }

    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw malformed("the bytes are not text in UTF-8");
        }
    }

    private static String decode(String text) {
        try {
            String decoded = URLDecoder.decode(text, StandardCharsets.UTF_8);
            if (decoded.indexOf('\0') >= 0) throw malformed("it holds a NUL character");
            return decoded;
        } catch (IllegalArgumentException e) {
            throw malformed("it holds an escape that is none");
        }
    }

    private static ProblemException malformed(String why) {
        return ProblemException.of(
                ProblemException.Kind.BAD_REQUEST, "malformed_form", "The body must be a form's fields, but " + why + ".");
    }
}
