package prikke.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import prikke.core.schedule.Preview.Occurrence;

/** What a user is shown of a schedule before trusting it. */
class PreviewTest {

    @Test
    void lists_occurrences_with_their_offsets() {
        Preview preview = preview("0 9 * * MON-FRI", "Europe/Oslo", DstPolicy.CRONIE, "2026-03-27T12:00:00Z", 2);
        assertThat(preview.description()).isEqualTo("At 09:00 on weekdays, Europe/Oslo");
        assertThat(shown(preview)).containsExactly("2026-03-30T07:00:00Z +02:00", "2026-03-31T07:00:00Z +02:00");
        assertThat(preview.ends()).isFalse();
    }

    @Test
    void tells_of_a_change_of_the_clocks_at_the_first_occurrence_after_it() {
        Preview preview = preview("0 9 * * *", "Europe/Oslo", DstPolicy.CRONIE, "2026-10-23T12:00:00Z", 3);
        assertThat(preview.occurrences())
                .extracting(Occurrence::note)
                .containsExactly(null, "on 2026-10-25 the clocks go back from 03:00 to 02:00", null);
        assertThat(preview.notes())
                .containsExactly(
                        "A time that the clocks skip runs once, right after; one that comes twice runs the first time"
                                + " (dst: cronie).",
                        "On 2026-10-25 the clocks go back from 03:00 to 02:00.");
    }

    @Test
    void tells_where_a_skipped_time_runs_instead() {
        Preview preview = preview("30 2 * * *", "Europe/Oslo", DstPolicy.CRONIE, "2026-03-28T12:00:00Z", 2);
        assertThat(shown(preview)).containsExactly("2026-03-29T01:00:00Z +02:00", "2026-03-30T00:30:00Z +02:00");
        assertThat(preview.notes())
                .contains("On 2026-03-29 the clocks go forward from 02:00 to 03:00; 02:30 does not exist and is run at"
                        + " 03:00.");
    }

    @Test
    void tells_that_a_skipped_time_is_left_out() {
        Preview preview = preview("30 2 * * *", "Europe/Oslo", DstPolicy.SKIP, "2026-03-28T12:00:00Z", 1);
        assertThat(shown(preview)).containsExactly("2026-03-30T00:30:00Z +02:00");
        assertThat(preview.notes())
                .containsExactly(
                        "A time that the clocks skip does not run; one that comes twice runs the first time (dst:"
                                + " skip).",
                        "On 2026-03-29 the clocks go forward from 02:00 to 03:00; 02:30 does not exist and is left"
                                + " out.");
    }

    @Test
    void tells_that_several_skipped_times_run_as_one() {
        Preview preview = preview("0,30 2 * * *", "Europe/Oslo", DstPolicy.CRONIE, "2026-03-28T12:00:00Z", 1);
        assertThat(preview.notes().getLast())
                .isEqualTo("On 2026-03-29 the clocks go forward from 02:00 to 03:00; 2 times from 02:00 on do not exist"
                        + " and are run at 03:00, once.");
    }

    @Test
    void tells_that_a_repeated_time_runs_the_first_time_or_both_times() {
        Preview first = preview("30 2 * * *", "Europe/Oslo", DstPolicy.CRONIE, "2026-10-24T12:00:00Z", 1);
        assertThat(first.notes())
                .contains("On 2026-10-25 the clocks go back from 03:00 to 02:00; 02:30 comes twice and runs the first"
                        + " time.");
        Preview both = preview("30 2 * * *", "Europe/Oslo", DstPolicy.BOTH, "2026-10-24T12:00:00Z", 2);
        assertThat(shown(both)).containsExactly("2026-10-25T00:30:00Z +02:00", "2026-10-25T01:30:00Z +01:00");
        assertThat(both.notes())
                .contains(
                        "On 2026-10-25 the clocks go back from 03:00 to 02:00; 02:30 comes twice and runs both times.");
    }

    @Test
    void tells_that_a_whole_day_is_missing() {
        Preview preview = preview("0 9 * * *", "Pacific/Apia", DstPolicy.CRONIE, "2011-12-29T20:00:00Z", 1);
        assertThat(shown(preview)).containsExactly("2011-12-30T10:00:00Z +14:00");
        assertThat(preview.notes().getLast())
                .isEqualTo("On 2011-12-30 the clocks go forward from 2011-12-30 00:00 to 2011-12-31 00:00; 2011-12-30"
                        + " 09:00 does not exist and is run at 2011-12-31 00:00.");
    }

    @Test
    void tells_how_elapsed_time_is_kept() {
        Preview preview = preview("0 * * * *", "Europe/Oslo", DstPolicy.CRONIE, "2026-10-24T23:30:00Z", 3);
        assertThat(shown(preview))
                .containsExactly(
                        "2026-10-25T00:00:00Z +02:00", "2026-10-25T01:00:00Z +01:00", "2026-10-25T02:00:00Z +01:00");
        assertThat(preview.notes())
                .containsExactly(
                        "When the clocks change it keeps to elapsed time (a wildcard or a step in minute or hour).",
                        "On 2026-10-25 the clocks go back from 03:00 to 02:00.");
    }

    @Test
    void tells_only_of_the_last_change_where_years_lie_between() {
        Preview preview = preview("0 0 29 2 *", "Europe/Oslo", DstPolicy.CRONIE, "2026-07-01T00:00:00Z", 3);
        assertThat(preview.occurrences())
                .extracting(Occurrence::note)
                .containsExactly("on 2027-10-31 the clocks go back from 03:00 to 02:00", null, null);
    }

    @Test
    void has_nothing_to_note_where_the_clocks_never_change() {
        assertThat(preview("30 2 * * *", "UTC", DstPolicy.CRONIE, "2026-03-28T12:00:00Z", 5)
                        .notes())
                .isEmpty();
        assertThat(preview("30 2 * * *", "Asia/Tokyo", DstPolicy.CRONIE, "2026-03-28T12:00:00Z", 5)
                        .notes())
                .isEmpty();
    }

    @Test
    void says_that_a_schedule_ends_or_has_ended() {
        Instant from = Instant.parse("2026-01-01T00:00:00Z");
        Timetable timetable = new Timetable(new Every(Duration.ofHours(1), from), null, from.plusSeconds(3 * 3600));
        Preview ending = Preview.of(timetable, from, 5);
        assertThat(ending.occurrences()).hasSize(2);
        assertThat(ending.ends()).isTrue();
        assertThat(ending.notes()).containsExactly("This schedule ends here.");
        assertThat(Preview.of(timetable, from, 2).ends()).isTrue();
        assertThat(Preview.of(timetable, from, 1).ends()).isFalse();
        Preview ended = Preview.of(timetable, from.plusSeconds(10 * 3600), 5);
        assertThat(ended.occurrences()).isEmpty();
        assertThat(ended.notes()).containsExactly("This schedule has ended.");
    }

    @Test
    void shows_a_schedule_without_a_zone_in_the_zone_asked_for() {
        Instant at = Instant.parse("2026-07-01T10:00:00Z");
        Preview preview =
                Preview.of(new Timetable(new Once(at), null, null), ZoneId.of("Europe/Oslo"), at.minusSeconds(1), 5);
        assertThat(shown(preview)).containsExactly("2026-07-01T10:00:00Z +02:00");
        assertThat(preview.ends()).isTrue();
        assertThat(preview.notes()).isEmpty();
    }

    private static Preview preview(String expression, String zone, DstPolicy dst, String from, int count) {
        Cron cron = Cron.parse(expression, ZoneId.of(zone), dst, 0);
        return Preview.of(new Timetable(cron, null, null), Instant.parse(from), count);
    }

    private static List<String> shown(Preview preview) {
        return preview.occurrences().stream()
                .map(occurrence -> occurrence.instant() + " " + occurrence.offset())
                .toList();
    }
}
