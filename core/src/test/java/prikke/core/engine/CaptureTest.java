package prikke.core.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaptureTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1023, 1024, 1025, 65_536, Capture.MOST - 1, Capture.MOST})
    void up_to_the_bound_everything_is_kept(int length) throws IOException {
        byte[] body = bytes(length);
        Capture capture = new Capture();

        assertThat(capture.read(new ByteArrayInputStream(body))).isTrue();

        assertThat(capture.bytes()).isEqualTo(body);
        assertThat(capture.truncated()).isFalse();
    }

    @Test
    void beyond_it_the_first_bytes_are_kept_and_one_more_is_read_at_the_most() throws IOException {
        ByteArrayInputStream body = new ByteArrayInputStream(bytes(Capture.MOST + 1000));
        Capture capture = new Capture();

        assertThat(capture.read(body)).isFalse();

        assertThat(capture.bytes()).isEqualTo(Arrays.copyOf(bytes(Capture.MOST + 1000), Capture.MOST));
        assertThat(capture.truncated()).isTrue();
        assertThat(body.available()).isEqualTo(999);
    }

    @Test
    void what_had_come_before_a_break_is_kept() {
        InputStream breaking = new InputStream() {
            private int left = 5;

            @Override
            public int read() throws IOException {
                if (left-- == 0) throw new IOException("broken");
                return 'x';
            }

            @Override
            public int read(byte[] to, int from, int length) throws IOException {
                to[from] = (byte) read();
                return 1;
            }
        };
        Capture capture = new Capture();

        assertThatThrownBy(() -> capture.read(breaking)).hasMessage("broken");
        assertThat(capture.bytes()).asString(US_ASCII).isEqualTo("xxxxx");
    }

    @Test
    void it_can_be_used_again() throws IOException {
        Capture capture = new Capture();
        capture.read(new ByteArrayInputStream(bytes(Capture.MOST + 1)));
        capture.clear();

        capture.read(new ByteArrayInputStream(new byte[] {7}));

        assertThat(capture.bytes()).containsExactly(7);
        assertThat(capture.truncated()).isFalse();
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(1).nextBytes(bytes);
        return bytes;
    }
}
