package prikke.core.schedule;

import java.time.Instant;
import java.util.Optional;

/** Due at one instant and never again. */
public record Once(Instant at) implements Schedule {

    @Override
    public Optional<Instant> next(Instant after) {
        return at.isAfter(after) ? Optional.of(at) : Optional.empty();
    }

    @Override
    public long count(Instant after, Instant upTo) {
        return at.isAfter(after) && !at.isAfter(upTo) ? 1 : 0;
    }

    @Override
    public String description() {
        return "Once, at " + at;
    }

    @Override
    public boolean recurring() {
        return false;
    }
}
