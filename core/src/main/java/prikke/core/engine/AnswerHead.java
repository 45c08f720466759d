package prikke.core.engine;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.hc.client5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.HttpMessageParser;
import org.apache.hc.core5.http.io.HttpMessageParserFactory;

/** The head of an answer: how much of it is read, and which of its headers are kept. */
final class AnswerHead {
    /** What is kept of the headers, in characters of the JSON that they are stored as; the column takes a little more. */
    static final int MOST_KEPT = 64 * 1024;

    /** Stands among the headers that were kept where there were more, and says how many. */
    static final String DROPPED = "prikke-dropped-headers";

    /** What is read of a head, in bytes; a target that sends more is not listened to. */
    private static final int MOST_READ = 256 * 1024;

    private static final int LONGEST_LINE = 32 * 1024;

    /** What decides on how to go on is kept before anything else. */
    private static final Set<String> STEERING = Set.of("location", "retry-after");

    static final Http1Config LIMITS = Http1Config.custom().setMaxHeaderCount(2_000).setMaxLineLength(LONGEST_LINE).build();

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
     * The headers by name in small letters, several values of a name joined, without control characters. As many as can be stored;
     * where that is not all, {@link #DROPPED} says so.
     */
    static Map<String, String> of(ClassicHttpResponse response) {
        Map<String, String> all = new LinkedHashMap<>();
        for (Header header : response.getHeaders()) {
            String value = header.getValue() == null ? "" : plain(header.getValue());
            all.merge(plain(header.getName()).toLowerCase(Locale.ROOT), value, (a, b) -> a + ", " + b);
        }
        return kept(all);
    }

    private static Map<String, String> kept(Map<String, String> all) {
        int whole = 0;
        for (Map.Entry<String, String> header : all.entrySet()) whole += size(header.getKey(), header.getValue());
        int most = MOST_KEPT - size(DROPPED, "0000");
        return whole <= most ? all : fitting(all, most);
    }

    private static Map<String, String> fitting(Map<String, String> all, int most) {
        Set<String> fitting = new HashSet<>();
        int left = most;
        for (boolean steering : new boolean[] {true, false}) {
            for (Map.Entry<String, String> header : all.entrySet()) {
                int size = size(header.getKey(), header.getValue());
                if (STEERING.contains(header.getKey()) != steering || size > left) continue;
                left -= size;
                fitting.add(header.getKey());
            }
        }
        int dropped = all.size() - fitting.size();
        all.keySet().retainAll(fitting);
        all.put(DROPPED, Integer.toString(dropped));
        return all;
    }

    /** What a header takes in JSON, with its quotes, colon and comma. */
    private static int size(String name, String value) {
        return 6 + escaped(name) + escaped(value);
    }

    // Every attempt comes by here, and most when nothing is compiled yet: plain loops.

    private static int escaped(String text) {
        int length = text.length();
        for (int i = 0; i < text.length(); i++) if (text.charAt(i) == '"' || text.charAt(i) == '\\') length++;
        return length;
    }

    private static String plain(String text) {
        for (int i = 0; i < text.length(); i++) if (isControl(text.charAt(i))) return withoutControls(text);
        return text;
    }

    private static String withoutControls(String text) {
        char[] plain = text.toCharArray();
        for (int i = 0; i < plain.length; i++) if (isControl(plain[i])) plain[i] = ' ';
        return new String(plain);
    }

    private static boolean isControl(char c) {
        return c < ' ' || c == 127;
    }

    private static MessageConstraintException tooLarge() {
        return new MessageConstraintException("more than " + MOST_READ / 1024 + " KiB");
    }
}
