package prikke.daemon.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import prikke.daemon.TestClient.Reply;
import prikke.daemon.TestDaemon;
import prikke.daemon.contract.Coverage;

/**
 * Holds every route against {@code role-table.txt}, for every sort of caller, through the server itself and with things that there are:
 * what is allowed is really reached. A route without a line fails, and so does a line without a route.
 */
@ExtendWith(Coverage.Report.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoleTableTest {
    private static final String REACHED = "+";

    /** A line of the table: what each caller gets, in the order of {@link Team.Who}. */
    record Line(String route, List<String> expected, String body) {
        static Line parse(String line) {
            String[] words = line.split("\\s+", 3 + Team.Who.values().length);
            List<String> expected = Stream.of(words).skip(2).limit(Team.Who.values().length).toList();
            return new Line(words[0] + " " + words[1], expected, words.length > 2 + expected.size() ? words[2 + expected.size()] : "");
        }

        String method() {
            return route.substring(0, route.indexOf(' '));
        }

        String path() {
            return route.substring(route.indexOf(' ') + 1);
        }

        String expected(Team.Who who) {
            return expected.get(who.ordinal());
        }

        @Override
        public String toString() {
            return route;
        }
    }

    private TestDaemon daemon;
    private Team team;

    @BeforeAll
    void start() {
        // Where no mail is sent, what asks for one is refused for that before anything else; here none is asked for in earnest.
        daemon = TestDaemon.start(Map.of(
                "PRIKKE_DATABASE_SYNC", "off",
                "PRIKKE_RATE_PER_ADDRESS", "off",
                "PRIKKE_SMTP_HOST", "127.0.0.1",
                "PRIKKE_SMTP_PORT", "9",
                "PRIKKE_SMTP_SECURITY", "none",
                "PRIKKE_SMTP_FROM", "prikke@example.com"));
        team = new Team(daemon);
    }

    @AfterAll
    void stop() {
        daemon.close();
    }

    static List<Line> lines() throws IOException {
        try (InputStream in = Objects.requireNonNull(RoleTableTest.class.getResourceAsStream("role-table.txt"))) {
            return new String(in.readAllBytes(), UTF_8).lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Line::parse)
                    .toList();
        }
    }

    @Test
    void every_route_has_a_line_and_every_line_a_route() throws IOException {
        assertThat(lines()).extracting(Line::route)
                .as("role-table.txt says for each route who may do it")
                .containsExactlyInAnyOrderElementsOf(daemon.routes());
    }

    @ParameterizedTest
    @MethodSource("lines")
    void each_caller_gets_what_the_table_says(Line line) {
        Map<Team.Who, String> expected = new LinkedHashMap<>();
        Map<Team.Who, String> actual = new LinkedHashMap<>();
        List<String> answers = new ArrayList<>();
        for (Team.Who who : Team.Who.values()) {
            Reply reply = team.ask(who, line.method(), line.path(), line.body());
            expected.put(who, line.expected(who));
            actual.put(who, outcome(reply));
            answers.add(who + ": " + reply.status() + " " + reply.text());
        }
        assertThat(actual).as(() -> line.route() + "\n" + String.join("\n", answers)).isEqualTo(expected);
    }

    /** Where the table hides a thing from another organization, naming that organization is not what hides it. */
    @ParameterizedTest
    @MethodSource("lines")
    void what_is_anothers_is_not_found_by_its_id_either(Line line) {
        if (!line.expected(Team.Who.OTHER).equals("404") || !line.path().contains("{") || line.path().contains("{name}")) return;
        if (line.method().equals("PUT") || line.path().contains("{job:batch}")) return;

        Reply reply = team.askAtHome(line.method(), line.path(), line.body());

        assertThat(reply.status()).as(reply.text()).isEqualTo(404);
    }

    private static String outcome(Reply reply) {
        return switch (reply.status()) {
            case 401, 403, 404 -> Integer.toString(reply.status());
            default -> reply.status() < 500 ? REACHED : Integer.toString(reply.status());
        };
    }
}
