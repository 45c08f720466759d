package prikke.core.schedule;

import java.util.List;
import java.util.stream.Collectors;

/** A schedule that is refused: one or more faults, each pointing at a field. */
public final class ScheduleException extends RuntimeException {

    /**
     * One reason for the refusal.
     *
     * @param field the API's name of the field: {@code cron}, {@code every}, {@code run_at}, …; {@code duration} where
     *     a duration was parsed by itself
     * @param code stable, for programs: {@code syntax}, {@code out_of_range}, {@code never_matches}, {@code conflict},
     *     {@code in_the_past}, {@code unknown}
     * @param message in plain words: what is wrong and what was expected
     */
    public record Fault(String field, String code, String message) {}

    private final transient List<Fault> faults;

    public ScheduleException(List<Fault> faults) {
        // Refusals are answers, not breakdowns: nobody reads their stack traces.
        super(faults.stream().map(Fault::message).collect(Collectors.joining("; ")), null, false, false);
        this.faults = List.copyOf(faults);
    }

    ScheduleException(String field, String code, String message) {
        this(List.of(new Fault(field, code, message)));
    }

    public List<Fault> faults() {
        return faults;
    }
}
