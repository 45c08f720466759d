package prikke.core.job;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an answer must be like for an attempt to have succeeded.
 *
 * @param statuses the ranges that the status must fall in
 * @param body what the body must hold, or null for anything
 */
public record Expectation(List<Range> statuses, @Nullable BodyRule body) {
    /** Any 2xx. */
    public static final Expectation DEFAULT = new Expectation(List.of(new Range(200, 299)), null);

    /** Statuses from first to last, both included. */
    public record Range(int first, int last) {}

    /** A rule for the body. */
    public sealed interface BodyRule {
        boolean holds(String body);

        /** The text occurs in the body. */
        record Contains(String text) implements BodyRule {
            @Override
            public boolean holds(String body) {
                return body.contains(text);
            }
        }

        /** An expression matches somewhere in the body. */
        final class Matches implements BodyRule {
            private final BodyExpression expression;

            private Matches(BodyExpression expression) {
                this.expression = expression;
            }

            @Override
            public boolean holds(String body) {
                return expression.occursIn(body);
            }
        }
    }

    /**
     * From what the user wrote.
     *
     * @param status such as {@code "200-299,304"}, or null for any 2xx
     * @param body a substring, or {@code /regex/}, or null
     * @throws IllegalArgumentException with what is wrong and what was expected
     */
    public static Expectation parse(@Nullable String status, @Nullable String body) {
        if (status == null && body == null) return DEFAULT;
        return new Expectation(
                status == null ? DEFAULT.statuses : statuses(status), body == null ? null : bodyRule(body));
    }

    /** The ranges of {@code "200-299,304"}. */
    static List<Range> statuses(String text) {
        List<Range> ranges = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            String[] ends = part.trim().split("-", -1);
            try {
                int first = Integer.parseInt(ends[0].trim());
                int last = ends.length == 1 ? first : Integer.parseInt(ends[1].trim());
                if (ends.length > 2 || first < 100 || last > 599 || first > last) throw new NumberFormatException(part);
                ranges.add(new Range(first, last));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("'" + part.trim()
                        + "' is no status or range of statuses; write them from 100 to 599, such as 200-299,304");
            }
        }
        return List.copyOf(ranges);
    }

    /** A substring, or an expression between slashes. */
    static BodyRule bodyRule(String text) {
        if (text.length() < 2 || !text.startsWith("/") || !text.endsWith("/")) return new BodyRule.Contains(text);
        return new BodyRule.Matches(BodyExpression.compile(text.substring(1, text.length() - 1)));
    }

    /** Whether the status is one of those expected. */
    public boolean allows(int status) {
        for (Range range : statuses) if (status >= range.first && status <= range.last) return true;
        return false;
    }
}
