package prikke.core.stats;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The stretches of time that figures are kept by, in UTC. */
enum Grain {
    HOUR("h", ChronoUnit.HOURS),
    DAY("d", ChronoUnit.DAYS);

    private final String text;
    private final ChronoUnit unit;

    Grain(String text, ChronoUnit unit) {
        this.text = text;
        this.unit = unit;
    }

    /** As the database spells it. */
    String text() {
        return text;
    }

    static Grain of(String text) {
        return HOUR.text.equals(text) ? HOUR : DAY;
    }

    Duration length() {
        return unit.getDuration();
    }

    /** The start of the stretch that the instant is in. */
    Instant floor(Instant instant) {
        return instant.truncatedTo(unit);
    }

    /** The first start of one that is not before the instant. */
    Instant ceiling(Instant instant) {
        Instant floor = floor(instant);
        return floor.equals(instant) ? floor : floor.plus(1, unit);
    }
}
