package prikke.core.schedule;

import static prikke.core.schedule.TimeLine.NONE;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Due when the local time in a zone matches a cron expression. */
public final class Cron implements Schedule {

    private final String expression;
    private final ZoneId zone;
    private final DstPolicy dst;
    private final long hashSeed;
    private final ZonedTimes zoned;

    private Cron(String expression, ZoneId zone, DstPolicy dst, long hashSeed, ZonedTimes zoned) {
        this.expression = expression;
        this.zone = zone;
        this.dst = dst;
        this.hashSeed = hashSeed;
        this.zoned = zoned;
    }

    /**
     * Reads an expression of five fields, six with leading seconds, or a nickname such as {@code @daily}.
     *
     * @param zone whose local time the fields speak of
     * @param dst what becomes of fixed times in a gap or an overlap of local time
     * @param hashSeed resolves {@code H}: the same seed gives the same times
     * @throws ScheduleException with a fault for every field that is wrong, or when no date ever matches
     */
    public static Cron parse(String expression, ZoneId zone, DstPolicy dst, long hashSeed) {
        CronParser.Parsed parsed = CronParser.parse(expression, hashSeed);
        DstPolicy policy = parsed.elapsed() ? null : dst;
        ZonedTimes zoned = new ZonedTimes(parsed.times(), zone.getRules(), policy);
        return new Cron(parsed.text(), zone, dst, hashSeed, zoned);
    }

    @Override
    public Optional<Instant> next(Instant after) {
        if (!after.isBefore(TimeLine.END)) {
            return Optional.empty();
        }
        long next = zoned.next(Math.max(after.getEpochSecond() + 1, TimeLine.START.getEpochSecond()));
        return next == NONE ? Optional.empty() : Optional.of(Instant.ofEpochSecond(next));
    }

    @Override
    public long count(Instant after, Instant upTo) {
        if (!upTo.isAfter(after) || !after.isBefore(TimeLine.END)) {
            return 0;
        }
        long start = TimeLine.START.getEpochSecond();
        long end = Math.min(upTo.getEpochSecond(), TimeLine.END.getEpochSecond());
        return zoned.count(Math.max(after.getEpochSecond() + 1, start), Math.max(end + 1, start));
    }

    @Override
    public String description() {
        return new CronWords(zoned.times()).text() + ", " + zone.getId();
    }

    @Override
    public boolean recurring() {
        return true;
    }

    /** As written, with single spaces between the fields. */
    public String expression() {
        return expression;
    }

    public ZoneId zone() {
        return zone;
    }

    public DstPolicy dst() {
        return dst;
    }

    /** Whether the minute or the hour is a wildcard or a step, so that it runs by elapsed time across clock changes. */
    public boolean elapsed() {
        return zoned.policy() == null;
    }

    ZonedTimes zoned() {
        return zoned;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Cron that
                && expression.equals(that.expression)
                && zone.equals(that.zone)
                && dst == that.dst
                && hashSeed == that.hashSeed;
    }

    @Override
    public int hashCode() {
        return Objects.hash(expression, zone, dst, hashSeed);
    }

    @Override
    public String toString() {
        return "Cron[" + expression + ", " + zone.getId() + ", " + dst.text() + "]";
    }
}
