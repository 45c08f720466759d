package prikke.core.engine;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.hc.client5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.HttpMessageParser;
import org.apache.hc.core5.http.io.HttpMessageParserFactory;

/** The head of an answer: its headers, as long as they are not too many or too large to be read and kept. */
final class AnswerHead {
    /** What the names and values of all headers may come to, in bytes; kept as JSON it still fits its column, whatever is in it. */
    static final int MOST = 32 * 1024;

    /** A head is read in buffers of 8 KiB; whatever is read beyond this can't be a head of the permitted size any more. */
    private static final int MOST_READ = 2 * MOST;

    static final Http1Config LIMITS = Http1Config.custom().setMaxHeaderCount(200).setMaxLineLength(MOST).build();

    static final HttpMessageParserFactory<ClassicHttpResponse> PARSERS = limits -> parser();

    private AnswerHead() {}

    /** The client's own limits, which it does not hand on by itself, are for one line and for their number, not for what both come to. */
    private static HttpMessageParser<ClassicHttpResponse> parser() {
        HttpMessageParser<ClassicHttpResponse> parser = DefaultHttpResponseParserFactory.INSTANCE.create(LIMITS);
        return (buffer, stream) -> parser.parse(buffer, new Limited(stream));
    }

    private static final class Limited extends FilterInputStream {
        private int left = MOST_READ;

        Limited(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            take(1);
            return super.read();
        }

        @Override
        public int read(byte[] to, int from, int length) throws IOException {
            int read = super.read(to, from, length);
            if (read > 0) take(read);
            return read;
        }

        private void take(int bytes) throws IOException {
            left -= bytes;
            if (left < 0) throw tooLarge();
        }
    }

    /**
     * The headers by name in small letters, several values of a name joined, without control characters.
     *
     * @throws MessageConstraintException when they are too large to be kept
     */
    static Map<String, String> of(ClassicHttpResponse response) throws MessageConstraintException {
        Map<String, String> headers = new LinkedHashMap<>();
        int size = 0;
        for (Header header : response.getHeaders()) {
            String value = header.getValue() == null ? "" : header.getValue().replaceAll("\\p{Cntrl}", " ");
            size += header.getName().length() + value.length() + 2;
            headers.merge(header.getName().toLowerCase(Locale.ROOT), value, (a, b) -> a + ", " + b);
        }
        if (size > MOST) throw tooLarge();
        return headers;
    }

    private static MessageConstraintException tooLarge() {
        return new MessageConstraintException("more than " + MOST / 1024 + " KiB");
    }
}
