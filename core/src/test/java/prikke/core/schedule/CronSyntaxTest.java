package prikke.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import prikke.core.schedule.ScheduleException.Fault;

/** What is taken as a cron expression, and how the rest is refused. */
class CronSyntaxTest {

    private static final ZoneId UTC = ZoneId.of("UTC");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        0 9 * * MON-FRI         | 0 9 * * 1-5
        0 9 * * mon-Fri         | 0 9 * * 1,2,3,4,5
        0 9 * * SUN             | 0 9 * * 0
        0 9 * * 7               | 0 9 * * 0
        0 9 * * FRI-SUN         | 0 9 * * 5,6,0
        0 9 * * 1-0             | 0 9 * * *
        0 9 * * 5-7             | 0 9 * * 0,5,6
        0 9 * * 0-7             | 0 9 * * *
        0 9 * * 7#2             | 0 9 * * SUN#2
        0 9 * * 0L              | 0 9 * * SUNL
        0 9 * * 4/2             | 0 9 * * 4,6
        0 9 1 JAN,jul *         | 0 9 1 1,7 *
        0 9 ? * MON             | 0 9 * * MON
        0 9 1 * ?               | 0 9 1 * *
        0 9 L-0 * *             | 0 9 L * *
        0 9 lw * *              | 0 9 LW * *
        5/20 * * * *            | 5,25,45 * * * *
        10-40/15 * * * *        | 10,25,40 * * * *
        */60 * * * *            | 0 * * * *
        0 5 9 * * *             | 5 9 * * *
        @hourly                 | 0 * * * *
        @daily                  | 0 0 * * *
        @midnight               | 0 0 * * *
        @weekly                 | 0 0 * * 0
        @monthly                | 0 0 1 * *
        @yearly                 | 0 0 1 1 *
        @ANNUALLY               | 0 0 1 1 *
        """)
    void means_the_same(String one, String other) {
        assertThat(occurrences(one)).isEqualTo(occurrences(other));
    }

    @Test
    void spaces_and_tabs_around_the_fields_do_not_matter() {
        Cron cron = Cron.parse("  0 \t9   * * MON ", UTC, DstPolicy.CRONIE, 0);
        assertThat(cron.expression()).isEqualTo("0 9 * * MON");
        assertThat(cron).isEqualTo(Cron.parse("0 9 * * MON", UTC, DstPolicy.CRONIE, 0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        0 25 * * *     | the hour field has 25; hours go from 0 to 23
        60 * * * *     | the minute field has 60; minutes go from 0 to 59
        61 * * * * *   | the second field has 61; seconds go from 0 to 59
        0 0 32 * *     | the day-of-month field has 32; days of the month go from 1 to 31
        0 0 0 * *      | the day-of-month field has 0; days of the month go from 1 to 31
        0 0 * 13 *     | the month field has 13; months go from 1 to 12 or JAN to DEC
        0 0 * * 8      | the day-of-week field has 8; days of the week go from 0 to 7 (0 and 7 are Sunday) or SUN to SAT
        */90 * * * *   | the minute field has a step of 90; there are only 60 minutes
        0 99999999999999999999 * * * | the hour field has 99999999999999999999; hours go from 0 to 23
        """)
    void a_number_out_of_bounds_is_refused_with_the_bounds(String expression, String message) {
        assertThat(faults(expression)).containsExactly(new Fault("cron", "out_of_range", message));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        * * * *          | a cron expression has 5 fields (minute hour day-of-month month day-of-week), or 6 with leading seconds; this one has 4
        0 0 12 * * ? 2030 | a cron expression has 5 fields (minute hour day-of-month month day-of-week), or 6 with leading seconds; this one has 7 (there is no year field)
        ''               | a cron expression has 5 fields (minute hour day-of-month month day-of-week), or 6 with leading seconds; this one has 0
        x * * * *        | the minute field has 'x'; expected a number from 0 to 59, *, a range such as 10-20, a list or a step such as */5
        0 -1 * * *       | the hour field has '-1'; expected a number from 0 to 23, *, a range such as 10-20, a list or a step such as */5
        0 ٣ * * *        | the hour field has '٣'; expected a number from 0 to 23, *, a range such as 10-20, a list or a step such as */5
        1,,2 * * * *     | the minute field has an empty entry in '1,,2'
        1, * * * *       | the minute field has an empty entry in '1,'
        */0 * * * *      | the minute field has '*/0'; after the / comes a step of 1 or more
        */ * * * *       | the minute field has '*/'; after the / comes a step of 1 or more
        ? * * * *        | the minute field has ?, which only the day-of-month and the day-of-week can have; use *
        0 22-2 * * *     | the hour field has 22-2, which runs backwards; write it as 22-23,0-2
        0 23-0 * * *     | the hour field has 23-0, which runs backwards; write it as 23,0
        0 0 * * FRI-MON  | the day-of-week field has FRI-MON, which runs backwards; write it as FRI-SAT,SUN-MON
        0 0 * NOV-FEB *  | the month field has NOV-FEB, which runs backwards; write it as NOV-DEC,JAN-FEB
        0 0 * FOO *      | the month field has 'FOO'; expected a month (1 to 12 or JAN to DEC), *, a range such as 6-8, a list or a step such as */3
        0 0 MON * *      | the day-of-month field has 'MON'; expected a day (1 to 31), *, a range such as 1-7, a list, a step such as */2, L, L-3, LW or 15W
        0 0 * * XYZ      | the day-of-week field has 'XYZ'; expected a day (0 to 7 or SUN to SAT), *, a range such as MON-FRI, a list, a step, MON#2 or FRIL
        0 0 * * MON#6    | the day-of-week field has 'MON#6'; after # comes which one of the month, from 1 to 5
        0 0 * * MON#     | the day-of-week field has 'MON#'; after # comes which one of the month, from 1 to 5
        0 0 * * L        | the day-of-week field has L without a day; write which one is meant, such as FRIL
        0 0 L-31 * *     | the day-of-month field has 'L-31'; after L- comes a number of days from 0 to 30
        0 0 32W * *      | the day-of-month field has '32W'; before W comes one day from 1 to 31, or L
        0 0 1-5W * *     | the day-of-month field has '1-5W'; before W comes one day from 1 to 31, or L
        0 L * * *        | the hour field has 'L'; expected a number from 0 to 23, *, a range such as 10-20, a list or a step such as */5
        H(9-5) * * * *   | the minute field has H(9-5), which runs backwards
        Hx * * * *       | the minute field has 'Hx'; H is written H, H(0-29), H/15 or H(0-29)/10
        @fortnightly     | there is no nickname '@fortnightly'; there are @hourly, @daily, @midnight, @weekly, @monthly, @yearly and @annually
        @reboot          | @reboot is not a time, so it cannot be scheduled
        @every 5m        | cron does not take '@every 5m'; for a fixed interval set every, such as every: 10m
        @daily 5         | there is no nickname '@daily 5'; there are @hourly, @daily, @midnight, @weekly, @monthly, @yearly and @annually
        """)
    void what_cannot_be_read_is_refused_with_what_was_expected(String expression, String message) {
        assertThat(faults(expression)).containsExactly(new Fault("cron", "syntax", message));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        0 0 30 2 *          | day 30 never comes in February
        0 0 30,31 2 *       | days 30 and 31 never come in February
        0 0 31 4,6,9,11 *   | day 31 never comes in April, June, September or November
        0 0 31W FEB,APR *   | day-of-month 31W never comes in February or April
        0 0 L-30 2,11 *     | day-of-month L-30 never comes in February or November
        0 0 */31 2 MON#5    | no day of February is both */31 by day-of-month and MON#5 by day-of-week
        """)
    void a_date_that_never_comes_is_refused_with_the_reason(String expression, String message) {
        assertThat(faults(expression)).containsExactly(new Fault("cron", "never_matches", message));
    }

    @Test
    void every_field_that_is_wrong_is_named_at_once() {
        assertThat(faults("60 24 0 13 8"))
                .extracting(Fault::message)
                .satisfiesExactly(
                        minute -> assertThat(minute).startsWith("the minute field"),
                        hour -> assertThat(hour).startsWith("the hour field"),
                        day -> assertThat(day).startsWith("the day-of-month field"),
                        month -> assertThat(month).startsWith("the month field"),
                        weekday -> assertThat(weekday).startsWith("the day-of-week field"));
    }

    @Test
    void an_expression_is_at_most_255_characters_long() {
        String longest = "0" + ",0".repeat(123) + " * * * *";
        assertThat(longest).hasSize(255);
        assertThat(occurrences(longest)).isEqualTo(occurrences("0 * * * *"));
        assertThat(faults(longest + "*"))
                .extracting(Fault::message)
                .containsExactly("a cron expression is at most 255 characters long; this one has 256");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "* * * * *",
                "*/5 2 * * *",
                "0-30/5 2 * * *",
                "5 */2 * * *",
                "5/10 3 * * *",
                "H/15 4 * * *",
                "1,* 5 * * *"
            })
    void a_wildcard_or_a_step_in_minute_or_hour_keeps_to_elapsed_time(String expression) {
        assertThat(Cron.parse(expression, UTC, DstPolicy.CRONIE, 0).elapsed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0 2 * * *",
                "0-59 0-23 * * *",
                "*/10 30 2 * * *",
                "0 2 */2 * *",
                "H H * * *",
                "H(0-29) 2 * * MON"
            })
    void everything_else_has_fixed_times(String expression) {
        assertThat(Cron.parse(expression, UTC, DstPolicy.CRONIE, 0).elapsed()).isFalse();
    }

    private static List<Instant> occurrences(String expression) {
        Cron cron = Cron.parse(expression, UTC, DstPolicy.CRONIE, 0);
        List<Instant> occurrences = new ArrayList<>();
        Instant at = Instant.parse("2024-01-31T12:00:00Z");
        for (int i = 0; i < 40; i++) {
            at = cron.next(at).orElseThrow();
            occurrences.add(at);
        }
        return occurrences;
    }

    private static List<Fault> faults(String expression) {
        ScheduleException refusal =
                catchThrowableOfType(ScheduleException.class, () -> Cron.parse(expression, UTC, DstPolicy.CRONIE, 0));
        assertThat(refusal).as(expression).isNotNull();
        return refusal.faults();
    }
}
