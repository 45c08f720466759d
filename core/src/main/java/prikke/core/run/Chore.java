package prikke.core.run;

import java.time.Instant;

/** Something that is forgotten once it is of no use any more, in steps so small that nobody notices. */
@FunctionalInterface
public interface Chore {
    /**
     * One step.
     *
     * @return whether there may be more to do
     */
    boolean step(Instant now);
}
