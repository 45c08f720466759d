package prikke.core.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The end of an attempt and what follows from it.
 *
 * @param claim under which it was made
 */
public record Finish(Claim claim, AttemptResult result, Next next) {

    /** What follows. */
    public sealed interface Next {}

    /** The execution has ended. */
    public record End(ExecutionStatus status, @Nullable String reason) implements Next {}

    /** It is tried again at the given instant. */
    public record Retry(Instant at) implements Next {}
}
