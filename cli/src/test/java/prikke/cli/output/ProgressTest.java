package prikke.cli.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import prikke.core.api.Answer;
import prikke.core.api.Json;

/** What is shown on the terminal while long work goes on. */
class ProgressTest {
    private static final Duration SOON = Duration.ofMillis(10);

    private static final List<Column<Thing>> COLUMNS = List.of(Column.text("Name", (thing, times) -> thing.name()));

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(screen, true, UTF_8);

    record Thing(String name) {}

    @Test
    void it_says_how_far_the_work_has_come_in_one_line_and_takes_the_line_away() {
        try (Progress progress = new Progress(true, err, "Importing", SOON)) {
            await().until(() -> shown().contains("\r\u001b[KImporting … 0 s"));
            progress.one();
            progress.more(41);
            await().until(() -> shown().contains("\r\u001b[KImporting, 42 … "));
        }
        assertThat(shown()).endsWith("\r\u001b[K").doesNotContain("\n");
    }

    @Test
    void work_that_is_done_at_once_leaves_no_trace() {
        try (Progress progress = new Progress(true, err, "Importing")) {
            progress.one();
        }
        assertThat(shown().replace("\r\u001b[K", "")).isEmpty();
    }

    @Test
    void nothing_is_shown_where_nobody_watches() throws InterruptedException {
        try (Progress progress = new Progress(false, err, "Importing", Duration.ofMillis(1))) {
            progress.one();
            Thread.sleep(20);
        }
        assertThat(shown()).isEmpty();
    }

    @Test
    void a_list_of_many_pages_says_how_many_have_come() {
        for (Format format : List.of(Format.TABLE, Format.JSON)) {
            screen.reset();
            var out = new ByteArrayOutputStream();
            new Output(format, false, false, false, true, 80, new PrintStream(out, true, UTF_8), err, InstantSource.system())
                    .list(slowly(), new View<>(Thing.class, Thing::name, COLUMNS, COLUMNS), "");
            assertThat(shown()).as("%s", format).contains("\r\u001b[KFetching, 2 … 1 s");
        }
    }

    private Stream<Answer<Thing>> slowly() {
        return Stream.of("a", "b", "c").map(name -> {
            if (name.equals("c")) await().until(() -> shown().contains("Fetching"));
            return new Answer<>(Json.mapper().createObjectNode().put("name", name), Thing.class);
        });
    }

    private String shown() {
        return screen.toString(UTF_8);
    }
}
