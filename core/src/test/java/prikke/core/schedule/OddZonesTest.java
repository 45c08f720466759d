package prikke.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The package's rules spelled out where the clocks do odd things; times are local, with their offsets. */
class OddZonesTest {

    @Test
    void half_an_hour_is_skipped_at_lord_howe() {
        assertThat(local("15 2 * * *", "Australia/Lord_Howe", "2024-10-05T12:00:00Z", 2))
                .containsExactly("2024-10-06T02:30+11:00", "2024-10-07T02:15+11:00");
        assertThat(local("30 2 * * *", "Australia/Lord_Howe", "2024-10-05T12:00:00Z", 2))
                .containsExactly("2024-10-06T02:30+11:00", "2024-10-07T02:30+11:00");
        assertThat(local("*/10 * * * *", "Australia/Lord_Howe", "2024-10-05T15:15:00Z", 3))
                .containsExactly("2024-10-06T01:50+10:30", "2024-10-06T02:30+11:00", "2024-10-06T02:40+11:00");
    }

    @Test
    void half_an_hour_comes_twice_at_lord_howe() {
        assertThat(local("45 1 * * *", "Australia/Lord_Howe", "2025-04-05T12:00:00Z", 2))
                .containsExactly("2025-04-06T01:45+11:00", "2025-04-07T01:45+10:30");
        assertThat(local("*/15 1 * * *", "Australia/Lord_Howe", "2025-04-05T13:50:00Z", 7))
                .containsExactly(
                        "2025-04-06T01:00+11:00",
                        "2025-04-06T01:15+11:00",
                        "2025-04-06T01:30+11:00",
                        "2025-04-06T01:45+11:00",
                        "2025-04-06T01:30+10:30",
                        "2025-04-06T01:45+10:30",
                        "2025-04-07T01:00+10:30");
    }

    @Test
    void a_whole_day_is_skipped_in_apia() {
        assertThat(local("0 9 * * *", "Pacific/Apia", "2011-12-29T18:30:00Z", 3))
                .containsExactly("2011-12-29T09:00-10:00", "2011-12-31T00:00+14:00", "2011-12-31T09:00+14:00");
        assertThat(local("0 9 * * FRI", "Pacific/Apia", "2011-12-29T18:30:00Z", 2))
                .containsExactly("2011-12-31T00:00+14:00", "2012-01-06T09:00+14:00");
        assertThat(local("0 9 * * FRI", "Pacific/Apia", DstPolicy.SKIP, "2011-12-29T18:30:00Z", 1))
                .containsExactly("2012-01-06T09:00+14:00");
        assertThat(local("0 */12 * * *", "Pacific/Apia", "2011-12-29T19:30:00Z", 3))
                .containsExactly("2011-12-29T12:00-10:00", "2011-12-31T00:00+14:00", "2011-12-31T12:00+14:00");
    }

    @Test
    void midnight_is_skipped_in_cairo_and_beirut() {
        assertThat(local("0 0 * * *", "Africa/Cairo", "2024-04-25T12:00:00Z", 2))
                .containsExactly("2024-04-26T01:00+03:00", "2024-04-27T00:00+03:00");
        assertThat(local("0 0 * * FRI", "Africa/Cairo", "2024-04-25T12:00:00Z", 1))
                .containsExactly("2024-04-26T01:00+03:00");
        assertThat(local("30 0 31 3 *", "Asia/Beirut", "2024-03-30T12:00:00Z", 1))
                .containsExactly("2024-03-31T01:00+03:00");
    }

    @Test
    void the_hour_before_midnight_comes_twice_in_cairo_and_midnight_once() {
        assertThat(local("30 23 * * *", "Africa/Cairo", "2024-10-31T12:00:00Z", 2))
                .containsExactly("2024-10-31T23:30+03:00", "2024-11-01T23:30+02:00");
        assertThat(local("0 0 * * *", "Africa/Cairo", "2024-10-31T12:00:00Z", 2))
                .containsExactly("2024-11-01T00:00+02:00", "2024-11-02T00:00+02:00");
        assertThat(local("30 23 * * THU", "Africa/Cairo", DstPolicy.BOTH, "2024-10-31T12:00:00Z", 2))
                .containsExactly("2024-10-31T23:30+03:00", "2024-10-31T23:30+02:00");
    }

    @Test
    void casablanca_goes_back_for_ramadan_and_forward_again() {
        assertThat(local("30 2 * * *", "Africa/Casablanca", "2024-03-09T12:00:00Z", 2))
                .containsExactly("2024-03-10T02:30+01:00", "2024-03-11T02:30Z");
        assertThat(local("30 2 * * *", "Africa/Casablanca", "2024-04-13T12:00:00Z", 2))
                .containsExactly("2024-04-14T03:00+01:00", "2024-04-15T02:30+01:00");
    }

    @Test
    void troll_jumps_by_two_hours() {
        assertThat(local("0,30 1,2 * * *", "Antarctica/Troll", "2024-03-30T12:00:00Z", 2))
                .containsExactly("2024-03-31T03:00+02:00", "2024-04-01T01:00+02:00");
        assertThat(local("30 1,2 * * *", "Antarctica/Troll", "2024-10-26T12:00:00Z", 3))
                .containsExactly("2024-10-27T01:30+02:00", "2024-10-27T02:30+02:00", "2024-10-28T01:30Z");
        assertThat(local("0 * * * *", "Antarctica/Troll", "2024-10-26T23:30:00Z", 5))
                .containsExactly(
                        "2024-10-27T02:00+02:00",
                        "2024-10-27T01:00Z",
                        "2024-10-27T02:00Z",
                        "2024-10-27T03:00Z",
                        "2024-10-27T04:00Z");
    }

    @Test
    void one_run_stands_for_all_that_a_gap_swallowed_even_when_its_end_is_due_by_itself() {
        assertThat(local("0,20,40 2,3 * * *", "Europe/Oslo", "2026-03-28T12:00:00Z", 4))
                .containsExactly(
                        "2026-03-29T03:00+02:00",
                        "2026-03-29T03:20+02:00",
                        "2026-03-29T03:40+02:00",
                        "2026-03-30T02:00+02:00");
    }

    @Test
    void asked_from_within_the_second_pass_nothing_runs_again() {
        assertThat(local("*/5 30 2 * * *", "Europe/Oslo", "2026-10-25T01:10:00Z", 1))
                .containsExactly("2026-10-26T02:30+01:00");
        assertThat(local("40 2 * * *", "Europe/Oslo", "2026-10-25T01:10:00Z", 1))
                .containsExactly("2026-10-26T02:40+01:00");
        assertThat(local("40 2 * * *", "Europe/Oslo", DstPolicy.BOTH, "2026-10-25T01:10:00Z", 1))
                .containsExactly("2026-10-25T02:40+01:00");
    }

    @Test
    void the_rules_go_on_past_the_years_that_the_zone_data_lists() {
        assertThat(local("30 2 * * *", "Europe/Oslo", "2350-03-26T12:00:00Z", 1))
                .containsExactly("2350-03-27T02:30+02:00");
        assertThat(local("30 2 * 3 SUNL", "Europe/Oslo", "9998-06-01T12:00:00Z", 1))
                .containsExactly("9999-03-28T03:00+02:00");
        assertThat(local("59 23 31 12 *", "Pacific/Kiritimati", "9999-01-01T00:00:00Z", 2))
                .containsExactly("9999-12-31T23:59+14:00");
    }

    @Test
    void the_leap_day_is_found_across_a_century_without_one() {
        assertThat(local("0 0 29 2 *", "UTC", "2096-03-01T00:00:00Z", 1)).containsExactly("2104-02-29T00:00Z");
        assertThat(local("0 0 * 2 MON#5", "UTC", "2072-03-01T00:00:00Z", 1)).containsExactly("2112-02-29T00:00Z");
    }

    @Test
    void before_and_after_all_time_there_is_an_answer() {
        Cron cron = Cron.parse("0 0 * * *", ZoneId.of("UTC"), DstPolicy.CRONIE, 0);
        assertThat(cron.next(Instant.MIN)).contains(Instant.parse("0001-01-01T00:00:00Z"));
        assertThat(cron.next(Instant.MAX)).isEmpty();
        assertThat(cron.count(Instant.MIN, Instant.MAX)).isEqualTo(3_652_059);
        assertThat(cron.count(Instant.MAX, Instant.MAX)).isZero();
    }

    private static List<String> local(String expression, String zone, String from, int count) {
        return local(expression, zone, DstPolicy.CRONIE, from, count);
    }

    private static List<String> local(String expression, String zone, DstPolicy dst, String from, int count) {
        Cron cron = Cron.parse(expression, ZoneId.of(zone), dst, 0);
        List<String> times = new ArrayList<>();
        Instant at = Instant.parse(from);
        while (times.size() < count && cron.next(at).isPresent()) {
            at = cron.next(at).orElseThrow();
            times.add(at.atZone(cron.zone()).toOffsetDateTime().toString());
        }
        return times;
    }
}
