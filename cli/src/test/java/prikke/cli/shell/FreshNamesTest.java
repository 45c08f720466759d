package prikke.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import prikke.cli.completion.Kind;
import prikke.cli.completion.Names;
import prikke.cli.completion.Proposal;

class FreshNamesTest {
    private Instant now = Instant.parse("2026-01-02T03:00:00Z");
    private List<Proposal> onServer = proposals("backup");
    private boolean away;
    private int asked;

    private final ArrayDeque<Runnable> background = new ArrayDeque<>();
    private final Names server = (kind, prefix) -> {
        asked++;
        if (away) throw new IllegalStateException("away");
        return onServer;
    };

    @Test
    void what_was_lately_asked_is_not_asked_again() {
        var names = answering();

        assertThat(names(names)).isEqualTo(proposals("backup"));
        onServer = proposals("other");
        assertThat(names(names)).isEqualTo(proposals("backup"));
        assertThat(asked).isEqualTo(1);

        now = now.plus(Duration.ofSeconds(4));
        assertThat(names(names)).isEqualTo(proposals("other"));
    }

    @Test
    void after_a_command_it_is_asked_anew() {
        var names = answering();
        names(names);
        onServer = proposals("backup", "new");

        names.age();

        assertThat(names(names)).isEqualTo(proposals("backup", "new"));
    }

    @Test
    void a_server_that_takes_its_time_is_not_waited_for_and_what_it_says_is_there_the_next_time() {
        var names = new FreshNames(() -> now, background::add);

        long before = System.nanoTime();
        assertThat(names(names)).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
        assertThat(names(names)).isEmpty();
        assertThat(background).as("asked once, however often the key is pressed").hasSize(1);

        background.remove().run();
        assertThat(names(names)).isEqualTo(proposals("backup"));
    }

    @Test
    void a_server_that_is_away_leaves_what_was_known() {
        var names = answering();
        names(names);
        away = true;
        now = now.plus(Duration.ofSeconds(4));

        assertThat(names(names)).isEqualTo(proposals("backup"));
        assertThat(names(names)).isEqualTo(proposals("backup"));
        assertThat(asked).as("not asked at each press of the key").isEqualTo(2);
    }

    @Test
    void who_asks_in_another_organization_gets_that_ones() {
        var names = answering();
        names(names);
        onServer = proposals("theirs");

        assertThat(names.from(server, Map.of("PRIKKE_ORG", "theirs")).of(Kind.JOB, "")).isEqualTo(proposals("theirs"));
    }

    private FreshNames answering() {
        return new FreshNames(() -> now, Runnable::run);
    }

    private List<Proposal> names(FreshNames names) {
        return names.from(server, Map.of()).of(Kind.JOB, "");
    }

    private static List<Proposal> proposals(String... names) {
        return List.of(names).stream().map(name -> new Proposal(name, "")).toList();
    }
}
