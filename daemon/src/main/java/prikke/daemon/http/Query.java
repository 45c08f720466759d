package prikke.daemon.http;

import io.helidon.common.uri.UriQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import prikke.core.Place;
import prikke.core.ProblemException;
import prikke.core.schedule.Durations;
import prikke.core.schedule.Instants;
import prikke.core.schedule.ScheduleException;

/** A request's query, each parameter read by its type; what is wrong is refused as 400, naming the parameter. */
public final class Query {
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 200;

    private final UriQuery query;

    private Query(UriQuery query) {
        this.query = query;
    }

    static Query of(UriQuery query, String... known) {
        List<String> names = List.of(known);
        for (String name : query.names()) {
            if (!names.contains(name))
                throw bad(name + " is no parameter of this route; it takes " + takes(names) + ".");
            if (query.all(name).size() > 1) throw bad(name + " is given more than once.");
        }
        return new Query(query);
    }

    /** The parameter as it is, or null when it is absent or empty. */
    public @Nullable String text(String name) {
        if (!query.contains(name)) return null;
        String value = query.get(name);
        if (value.indexOf('\0') >= 0) throw bad(name + " holds a NUL character.");
        return value.isEmpty() ? null : value;
    }

    /** {@code true} or {@code false}, or null when absent. */
    public @Nullable Boolean bool(String name) {
        String text = text(name);
        if (text == null) return null;
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw bad(name + " takes true or false; this one is " + text + ".");
        };
    }

    /** {@code limit}: how many items a page holds at the most. */
    public int limit() {
        String text = text("limit");
        if (text == null) return DEFAULT_LIMIT;
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MAX_LIMIT) return limit;
        } catch (NumberFormatException e) {
            throw badLimit(text);
        }
        throw badLimit(text);
    }

    /** {@code cursor}: the item after which the page begins, or null for the first page. */
    public @Nullable UUID cursor() {
        String text = text("cursor");
        return text == null ? null : Cursor.decode(text);
    }

    /** {@code cursor} of a list that is sorted so; null for the first page. */
    public @Nullable Place cursor(Sort sort) {
        String text = text("cursor");
        return text == null ? null : Cursor.decode(text, sort.text());
    }

    /** {@code sort}: one of the names, with a minus before it for the other way round; {@code otherwise} when absent. */
    public Sort sort(List<String> names, Sort otherwise) {
        String text = text("sort");
        if (text == null) return otherwise;
        Sort sort = text.startsWith("-") ? new Sort(text.substring(1), true) : new Sort(text, false);
        if (names.contains(sort.by())) return sort;
        throw bad("sort takes " + String.join(", ", names) + ", each with a minus before it for the other way round; this one is " + text + ".");
    }

    /** A duration, no longer than {@code most}; null when absent. */
    public @Nullable Duration duration(String name, Duration most) {
        String text = text(name);
        if (text == null) return null;
        Duration duration = parseDuration(text);
        if (duration == null || duration.compareTo(most) > 0) {
            throw bad(name + " takes a duration up to " + most.toSeconds() + "s, such as 30s or PT30S; this one is "
                    + text + ".");
        }
        return duration;
    }

    /**
     * An RFC 3339 instant, or a duration that is reckoned back from {@code now}; null when absent. One that no database could hold is
     * refused as 422.
     */
    public @Nullable Instant instant(String name, Instant now) {
        String text = text(name);
        if (text == null) return null;
        try {
            return Instants.parseOrBack(name, text, now);
        } catch (ScheduleException e) {
            ScheduleException.Fault fault = e.faults().getFirst();
            if (fault.code().equals("out_of_range"))
                throw ProblemException.invalid(
                        List.of(new ProblemException.Fault(name, fault.code(), fault.message())));
            throw bad(name
                    + " takes an instant such as 2026-01-02T03:04:05Z, or a duration back from now such as 1h; this"
                    + " one is "
                    + text + ".");
        }
    }

    private static @Nullable Duration parseDuration(String text) {
        try {
            Duration duration = Durations.parse(text);
            return duration.isNegative() ? null : duration;
        } catch (ScheduleException e) {
            return null;
        }
    }

    private static String takes(List<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    private static ProblemException badLimit(String text) {
        return bad("limit takes a whole number from 1 to " + MAX_LIMIT + "; this one is " + text + ".");
    }

    /** A refusal of a parameter; the message names it and what it takes. */
    public static ProblemException bad(String message) {
        return ProblemException.of(ProblemException.Kind.BAD_REQUEST, "bad_request", message);
    }
}
