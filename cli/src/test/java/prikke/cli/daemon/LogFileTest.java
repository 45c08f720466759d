package prikke.cli.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
    @TempDir
    Path folder;

    @Test
    void the_last_lines_are_read() throws IOException {
        assertThat(log("a\nb\nc\n").last(2)).containsExactly("b", "c");
        assertThat(log("a\n").last(2)).containsExactly("a");
        assertThat(log("").last(2)).isEmpty();
    }

    @Test
    void what_was_there_before_a_position_is_left_out() throws IOException {
        assertThat(log("before\nafter\n").since("before\n".length(), 10)).containsExactly("after");
    }

    @Test
    void following_gives_each_part_once() throws IOException {
        LogFile log = log("one\n");
        LogFile.Part first = log.from(0);
        Files.writeString(log.path(), "two\n", StandardOpenOption.APPEND);

        assertThat(first.text()).isEqualTo("one\n");
        assertThat(log.from(first.end()).text()).isEqualTo("two\n");
    }

    @Test
    void a_log_that_was_begun_anew_is_read_from_its_beginning() throws IOException {
        long end = log("a long first log\n").from(0).end();

        assertThat(log("new\n").from(end).text()).isEqualTo("new\n");
    }

    private LogFile log(String text) throws IOException {
        return new LogFile(Files.writeString(folder.resolve("prikked.log"), text));
    }
}
