package prikke.core.schedule;

import static java.time.temporal.TemporalAdjusters.lastDayOfMonth;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A cron expression that knows how to write itself down and whether it matches a date and time, both as slowly and as
 * plainly as the package's notes say it. It shares no code with the implementation.
 *
 * @param second no terms for an expression of five fields
 */
record ModelCron(
        ModelField second,
        ModelField minute,
        ModelField hour,
        ModelField dayOfMonth,
        ModelField month,
        ModelField dayOfWeek) {

    String text() {
        return Stream.of(second, minute, hour, dayOfMonth, month, dayOfWeek)
                .map(ModelField::text)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" "));
    }

    boolean hasSeconds() {
        return !second.terms().isEmpty();
    }

    boolean elapsed() {
        return minute.wildcardOrStep() || hour.wildcardOrStep();
    }

    boolean matches(LocalDateTime time) {
        return (hasSeconds() ? number(second, time.getSecond(), 0) : time.getSecond() == 0)
                && number(minute, time.getMinute(), 0)
                && number(hour, time.getHour(), 0)
                && number(month, time.getMonthValue(), 1)
                && day(time.toLocalDate());
    }

    private boolean day(LocalDate date) {
        boolean byMonth = dayOfMonth.terms().stream().anyMatch(term -> dayOfMonth(term, date));
        boolean byWeek = dayOfWeek.terms().stream().anyMatch(term -> dayOfWeek(term, date));
        return dayOfMonth.restricted() && dayOfWeek.restricted() ? byMonth || byWeek : byMonth && byWeek;
    }

    private static boolean number(ModelField field, int value, int min) {
        return field.terms().stream().anyMatch(term -> number(term, value, min));
    }

    private static boolean number(ModelField.Term term, int value, int min) {
        return switch (term) {
            case ModelField.All all -> (value - min) % all.step() == 0;
            case ModelField.Range range ->
                value >= range.low() && value <= range.high() && (value - range.low()) % range.step() == 0;
            case ModelField.From from -> value >= from.low() && (value - from.low()) % from.step() == 0;
            default -> false;
        };
    }

    private static boolean dayOfMonth(ModelField.Term term, LocalDate date) {
        return switch (term) {
            case ModelField.LastDay last ->
                date.equals(date.with(lastDayOfMonth()).minusDays(last.before()));
            case ModelField.LastWorkday() -> date.equals(lastWorkday(date));
            case ModelField.NearestWorkday near ->
                near.day() <= date.lengthOfMonth() && date.equals(nearestWorkday(date.withDayOfMonth(near.day())));
            default -> number(term, date.getDayOfMonth(), 1);
        };
    }

    private static LocalDate lastWorkday(LocalDate inMonth) {
        LocalDate day = inMonth.with(lastDayOfMonth());
        while (!workday(day)) {
            day = day.minusDays(1);
        }
        return day;
    }

    private static LocalDate nearestWorkday(LocalDate wanted) {
        for (int distance = 0; ; distance++) {
            for (LocalDate day : List.of(wanted.minusDays(distance), wanted.plusDays(distance))) {
                if (workday(day) && day.getMonth() == wanted.getMonth()) {
                    return day;
                }
            }
        }
    }

    private static boolean workday(LocalDate date) {
        return date.getDayOfWeek() != DayOfWeek.SATURDAY && date.getDayOfWeek() != DayOfWeek.SUNDAY;
    }

    private static boolean dayOfWeek(ModelField.Term term, LocalDate date) {
        int weekday = date.getDayOfWeek().getValue() % 7;
        return switch (term) {
            case ModelField.NthWeekday nth ->
                weekday == nth.weekday() % 7 && (date.getDayOfMonth() - 1) / 7 + 1 == nth.nth();
            case ModelField.LastWeekday last ->
                weekday == last.weekday() % 7 && date.plusDays(7).getMonth() != date.getMonth();
            // Only a range or a single number can mean Sunday by 7; a wildcard or an open step ends on Saturday.
            case ModelField.Range range -> number(range, weekday, 0) || (weekday == 0 && number(range, 7, 0));
            default -> number(term, weekday, 0);
        };
    }
}
