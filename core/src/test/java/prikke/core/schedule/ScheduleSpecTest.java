package prikke.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import prikke.core.schedule.ScheduleException.Fault;
import prikke.core.schedule.ScheduleSpec.Kind;
import prikke.core.schedule.ScheduleSpec.Parsed;

/** What users write about when, and every way in which it can be wrong. */
class ScheduleSpecTest {

    private static final Instant NOW = Instant.parse("2026-01-15T10:00:00.123456789Z");
    private static final Instant NOW_MILLIS = Instant.parse("2026-01-15T10:00:00.123Z");

    @Test
    void nothing_at_all_means_now() {
        Parsed parsed = spec().parse();
        assertThat(parsed.kind()).isEqualTo(Kind.NOW);
        assertThat(parsed.timetable()).isEqualTo(new Timetable(new Once(NOW_MILLIS), null, null));
        assertThat(parsed.jitter()).isZero();
        assertThat(parsed.zone()).isEqualTo(ZoneId.of("UTC"));
    }

    @Test
    void a_delay_counts_from_now() {
        Parsed parsed = spec().delay("90s").parse();
        assertThat(parsed.kind()).isEqualTo(Kind.DELAY);
        assertThat(parsed.timetable().schedule()).isEqualTo(new Once(NOW_MILLIS.plusSeconds(90)));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-01T09:00:00Z, 2026-02-01T09:00:00Z",
        "2026-02-01T09:00:00+01:00, 2026-02-01T08:00:00Z",
        "2026-02-01t09:00:00.123987z, 2026-02-01T09:00:00.123Z"
    })
    void an_instant_may_have_any_offset_and_counts_to_the_millisecond(String runAt, Instant expected) {
        Parsed parsed = spec().runAt(runAt).parse();
        assertThat(parsed.kind()).isEqualTo(Kind.RUN_AT);
        assertThat(parsed.timetable().schedule()).isEqualTo(new Once(expected));
    }

    @Test
    void the_limits_themselves_are_accepted() {
        assertThat(spec().runAt(NOW_MILLIS.toString()).parse().timetable().schedule())
                .isEqualTo(new Once(NOW_MILLIS));
        assertThat(spec().every("1s").jitter("1d").parse().jitter()).isEqualTo(Duration.ofDays(1));
        assertThat(spec().every("36525d").jitter("0s").parse().jitter()).isZero();
        assertThat(spec().delay("0s").parse().timetable().schedule()).isEqualTo(new Once(NOW_MILLIS));
    }

    @Test
    void an_interval_is_aligned_to_the_jobs_creation() {
        Instant created = Instant.parse("2026-01-01T00:00:07.500Z");
        Parsed parsed = spec().every("1h30m").jitter("PT5S").build().parse(NOW, created, 0);
        assertThat(parsed.timetable().schedule()).isEqualTo(new Every(Duration.ofMinutes(90), created));
        assertThat(parsed.timetable().next(NOW)).contains(Instant.parse("2026-01-15T10:30:07.500Z"));
        assertThat(parsed.jitter()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void a_cron_expression_has_a_zone_a_policy_and_bounds() {
        Parsed parsed = spec().cron("0 9 * * MON-FRI")
                .timezone("Europe/Oslo")
                .dst("skip")
                .startsAt("2026-02-01T00:00:00Z")
                .endsAt("2027-02-01T00:00:00Z")
                .parse();
        Cron cron = Cron.parse("0 9 * * MON-FRI", ZoneId.of("Europe/Oslo"), DstPolicy.SKIP, 0);
        assertThat(parsed.timetable())
                .isEqualTo(new Timetable(
                        cron, Instant.parse("2026-02-01T00:00:00Z"), Instant.parse("2027-02-01T00:00:00Z")));
    }

    @Test
    void is_normalised_to_one_way_of_writing_that_reads_back_the_same() {
        Parsed cron = spec().cron(" 0  9 * * MON ")
                .timezone(" Europe/Oslo ")
                .jitter("60s")
                .parse();
        assertThat(cron.normalised())
                .isEqualTo(
                        new ScheduleSpec("0 9 * * MON", null, null, null, "Europe/Oslo", "cronie", null, null, "PT1M"));
        assertThat(cron.normalised().parse(NOW, 0)).isEqualTo(cron);

        Parsed every = spec().every("90m").endsAt("2026-02-01T01:00:00+01:00").parse();
        assertThat(every.normalised())
                .isEqualTo(new ScheduleSpec(
                        null, "PT1H30M", null, null, "UTC", "cronie", null, "2026-02-01T00:00:00Z", null));
        assertThat(every.normalised().parse(NOW, 0)).isEqualTo(every);

        Parsed delay = spec().delay("1m").parse();
        assertThat(delay.normalised().runAt()).isEqualTo("2026-01-15T10:01:00.123Z");
        assertThat(delay.normalised().delay()).isNull();
    }

    @Test
    void what_was_accepted_once_can_be_restored_when_its_time_has_passed() {
        Instant later = NOW.plus(Duration.ofDays(4000));
        Parsed once = spec().runAt("2026-01-16T00:00:00Z").parse();
        assertThat(refusal(() -> once.normalised().parse(later, 0)).faults()).hasSize(1);
        assertThat(once.normalised().restore(NOW, 0).timetable()).isEqualTo(once.timetable());
        Parsed every = spec().every("10s").endsAt("2026-01-16T00:00:00Z").parse();
        assertThat(every.normalised().restore(NOW, 0)).isEqualTo(every);
    }

    @Test
    void a_schedule_that_has_ended_is_no_fault_so_that_a_file_can_be_applied_twice() {
        Parsed parsed = spec().cron("@daily").endsAt("2020-01-01T00:00:00Z").parse();
        assertThat(parsed.timetable().next(NOW)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        every     | 500ms                | out_of_range | every is 1s at least; '500ms' is shorter
        every     | 0s                   | out_of_range | every is 1s at least; '0s' is shorter
        every     | -5m                  | out_of_range | every is negative: '-5m'
        every     | 40000d               | out_of_range | every is 36525d at most; '40000d' is longer
        every     | soon                 | syntax       | 'soon' is not a duration; expected one such as 30s, 10m, 1h30m, 2d, 500ms or PT30S
        delay     | -5m                  | out_of_range | delay is negative: '-5m'
        run_at    | 2026-01-15T09:59:59Z | in_the_past  | run_at 2026-01-15T09:59:59Z is in the past; leave it out to run now
        run_at    | 2026-02-01T09:00:00  | syntax       | run_at '2026-02-01T09:00:00' is not an instant; expected one such as 2030-01-31T09:00:00Z or 2030-01-31T10:00:00+01:00
        run_at    | tomorrow             | syntax       | run_at 'tomorrow' is not an instant; expected one such as 2030-01-31T09:00:00Z or 2030-01-31T10:00:00+01:00
        run_at    | +12026-02-01T09:00:00Z | out_of_range | run_at '+12026-02-01T09:00:00Z' is not within the years 1 to 9999
        timezone  | Europe/Olso          | unknown      | there is no time zone 'Europe/Olso'; expected an IANA name such as Europe/Oslo, America/New_York or UTC
        timezone  | europe/oslo          | unknown      | there is no time zone 'europe/oslo'; did you mean Europe/Oslo?
        timezone  | New York             | unknown      | there is no time zone 'New York'; did you mean America/New_York?
        timezone  | +02:00               | unknown      | there is no time zone '+02:00'; expected an IANA name such as Europe/Oslo, America/New_York or UTC
        timezone  | UTC+2                | unknown      | there is no time zone 'UTC+2'; expected an IANA name such as Europe/Oslo, America/New_York or UTC
        timezone  | ``                   | unknown      | there is no time zone ''; expected an IANA name such as Europe/Oslo, America/New_York or UTC
        dst       | twice                | unknown      | dst is cronie, skip or both, not 'twice'
        jitter    | -1s                  | out_of_range | jitter is negative: '-1s'
        jitter    | 2d                   | out_of_range | jitter is 1d at most; '2d' is longer
        starts_at | 2026-02-01T00:00:00Z | conflict     | starts_at bounds a recurring schedule (cron or every); this one runs once
        ends_at   | 2026-02-01T00:00:00Z | conflict     | ends_at bounds a recurring schedule (cron or every); this one runs once
        cron      | 0 0 30 2 *           | never_matches | day 30 never comes in February
        """)
    void one_fault_is_refused_on_its_field(String field, String value, String code, String message) {
        assertThat(faults(spec().set(field, value))).containsExactly(new Fault(field, code, message));
    }

    @Test
    void two_ways_of_saying_when_are_refused() {
        assertThat(faults(spec().cron("@daily").every("5m")))
                .containsExactly(new Fault(
                        "every",
                        "conflict",
                        "cron and every are set together; a job has one of cron, every, run_at and delay, or none of"
                                + " them to run now"));
    }

    @Test
    void an_end_that_is_not_after_the_start_is_refused() {
        assertThat(faults(spec().every("5m").startsAt("2026-02-01T00:00:00Z").endsAt("2026-02-01T00:00:00Z")))
                .containsExactly(new Fault(
                        "ends_at",
                        "out_of_range",
                        "ends_at 2026-02-01T00:00:00Z is not after starts_at 2026-02-01T00:00:00Z"));
    }

    @Test
    void bounds_with_nothing_between_them_are_refused() {
        assertThat(faults(spec().cron("0 0 29 2 *")
                        .startsAt("2026-02-01T00:00:00Z")
                        .endsAt("2027-12-01T00:00:00Z")))
                .containsExactly(new Fault("ends_at", "never_matches", "nothing is due between starts_at and ends_at"));
    }

    @Test
    void a_time_that_the_clocks_always_skip_is_refused() {
        String everySpringGap = "30 2 * 3 SUNL";
        assertThat(faults(spec().cron(everySpringGap).timezone("Europe/Oslo").dst("skip")))
                .containsExactly(new Fault(
                        "cron", "never_matches", "these times never come in Europe/Oslo: the clocks always skip them"));
        assertThat(faults(spec().cron("*/15 2 * 3 SUNL").timezone("Europe/Oslo")))
                .hasSize(1);
        assertThat(spec().cron(everySpringGap)
                        .timezone("Europe/Oslo")
                        .parse()
                        .timetable()
                        .next(NOW))
                .contains(Instant.parse("2026-03-29T01:00:00Z"));
    }

    @Test
    void all_faults_are_told_at_once() {
        assertThat(faults(spec().cron("61 25 * * *")
                        .delay("-1s")
                        .timezone("Mars/Olympus")
                        .dst("x")
                        .startsAt("soon")
                        .jitter("y")))
                .extracting(Fault::field)
                .containsExactlyInAnyOrder("delay", "cron", "cron", "timezone", "dst", "starts_at", "jitter");
    }

    private static List<Fault> faults(SpecText text) {
        return refusal(text::parse).faults();
    }

    private static ScheduleException refusal(ThrowingCallable parse) {
        return Objects.requireNonNull(catchThrowableOfType(ScheduleException.class, parse), "nothing was refused");
    }

    private static SpecText spec() {
        return new SpecText();
    }

    /** Builds a spec field by field. */
    private static final class SpecText {
        private final Map<String, String> fields = new HashMap<>();

        SpecText set(String field, String value) {
            fields.put(field, value);
            return this;
        }

        SpecText cron(String value) {
            return set("cron", value);
        }

        SpecText every(String value) {
            return set("every", value);
        }

        SpecText runAt(String value) {
            return set("run_at", value);
        }

        SpecText delay(String value) {
            return set("delay", value);
        }

        SpecText timezone(String value) {
            return set("timezone", value);
        }

        SpecText dst(String value) {
            return set("dst", value);
        }

        SpecText startsAt(String value) {
            return set("starts_at", value);
        }

        SpecText endsAt(String value) {
            return set("ends_at", value);
        }

        SpecText jitter(String value) {
            return set("jitter", value);
        }

        ScheduleSpec build() {
            return new ScheduleSpec(
                    fields.get("cron"),
                    fields.get("every"),
                    fields.get("run_at"),
                    fields.get("delay"),
                    fields.get("timezone"),
                    fields.get("dst"),
                    fields.get("starts_at"),
                    fields.get("ends_at"),
                    fields.get("jitter"));
        }

        Parsed parse() {
            return build().parse(NOW, 0);
        }
    }
}
