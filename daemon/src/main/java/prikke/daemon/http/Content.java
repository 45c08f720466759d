package prikke.daemon.http;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A body that is not JSON, for {@link Answer#body}, with the headers that go with it.
 *
 * @param type its media type, with the charset where it is text
 * @param bytes not to be changed
 * @param headers set in place of those of their name that every answer has; only {@code Set-Cookie} may come more than once
 */
public record Content(String type, byte[] bytes, List<Header> headers) {

    /** A header of the answer. */
    public record Header(String name, String value) {
        /** Its value may be a cookie. */
        @Override
        public String toString() {
            return name;
        }
    }

    public Content {
        headers = List.copyOf(headers);
    }

    /** One of text, in UTF-8. */
    public Content(String type, String text, List<Header> headers) {
        this(type, text.getBytes(StandardCharsets.UTF_8), headers);
    }
}
