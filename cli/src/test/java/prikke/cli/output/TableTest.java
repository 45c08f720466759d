package prikke.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final Times PIPED = new Times(Instant.EPOCH, ZoneOffset.UTC, false);
    private static final Times READ = new Times(Instant.EPOCH, ZoneOffset.UTC, true);
    private static final int UNLIMITED = Integer.MAX_VALUE;

    private record Row(String id, String name, String count, String extra) {}

    private static final List<Column<Row>> COLUMNS = List.of(
            Column.whole("Id", (row, times) -> row.id()),
            Column.text("Name", (row, times) -> row.name()),
            Column.number("Count", (row, times) -> row.count()),
            Column.<Row>text("Extra", (row, times) -> row.extra()).rank(1));

    @Test
    void columns_are_as_wide_as_their_longest_text_and_numbers_stand_flush_right() {
        assertThat(lines(PIPED, UNLIMITED, new Row("a1", "short", "7", "x"), new Row("b2", "much longer", "1200", "y")))
                .containsExactly(
                        "ID  NAME         COUNT  EXTRA", //
                        "a1  short            7  x",
                        "b2  much longer   1200  y");
    }

    @Test
    void a_terminal_that_is_too_narrow_loses_the_least_important_column_first() {
        assertThat(lines(READ, 24, new Row("a1", "short", "7", "something else")))
                .containsExactly("ID  NAME   COUNT", "a1  short      7");
    }

    @Test
    void then_instants_lose_what_the_clock_shows() {
        List<Column<Instant>> columns = List.of(Column.instant("Due", due -> due));

        assertThat(new Table(columns, List.of(Instant.EPOCH.plusSeconds(90)), READ, new Ink(false)).lines(12))
                .containsExactly("DUE", "in 1m30s");
    }

    @Test
    void columns_do_not_come_and_go_while_an_instant_moves_away() {
        List<Column<Instant>> columns = List.of(Column.whole("Id", (due, times) -> "0123456789"), Column.<Instant>text("Extra", (due, times) -> "x").rank(1),
                Column.instant("Due", due -> due));

        for (int width = 15; width < 60; width++) {
            for (int seconds : new int[] {1, 12, 59, 61, 599}) {
                assertThat(headings(columns, width, seconds)).as("%d s, %d wide", seconds, width).isEqualTo(headings(columns, width, 0));
            }
        }
    }

    private static List<String> headings(List<Column<Instant>> columns, int width, int secondsAgo) {
        Instant noon = Instant.parse("2026-11-23T12:00:00Z");
        List<String> lines = new Table(columns, List.of(noon.minusSeconds(secondsAgo)), new Times(noon, ZoneOffset.UTC, true), new Ink(false)).lines(width);
        return List.of(lines.getFirst().split(" +"));
    }

    @Test
    void then_texts_are_cut_but_ids_never() {
        List<String> lines = lines(READ, 30, new Row("0123456789", "a name that goes on and on", "7", "x"));

        assertThat(lines).containsExactly("ID          NAME         COUNT", "0123456789  a name tha…      7");
        assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(30));
    }

    @Test
    void what_is_piped_is_neither_cut_nor_dropped_and_has_a_word_in_every_column() {
        assertThat(lines(PIPED, UNLIMITED, new Row("a1", "x".repeat(300), "", "")))
                .last()
                .isEqualTo("a1  " + "x".repeat(300) + "      -  -");
    }

    @Test
    void a_reader_is_spared_columns_that_hold_nothing() {
        assertThat(lines(READ, 80, new Row("a1", "", "7", ""))).containsExactly("ID  COUNT", "a1      7");
    }

    @Test
    void control_characters_of_a_server_do_not_reach_the_terminal() {
        assertThat(lines(READ, 80, new Row("a1", "red\u001b[31m\nnext", "7", ""))).last().asString().doesNotContain("\u001b", "\n");
    }

    @Test
    void a_status_is_coloured_only_where_colours_are_wanted() {
        List<Column<String>> status = List.of(Column.status("Status", (text, times) -> text));

        assertThat(new Table(status, List.of("failed"), READ, new Ink(true)).lines(80)).last().isEqualTo("\u001b[31mfailed\u001b[0m");
        assertThat(new Table(status, List.of("failed"), READ, new Ink(false)).lines(80)).last().isEqualTo("failed");
    }

    private static List<String> lines(Times times, int width, Row... rows) {
        return new Table(COLUMNS, List.of(rows), times, new Ink(false)).lines(width);
    }
}
