package prikke.core.run;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import prikke.core.job.HttpCall;

/**
 * One HTTP exchange made for an execution, as it is read.
 *
 * @param result what became of it
 * @param call the job's request as it was at the time; what Prikke adds is worked out by {@link Signing}
 */
public record Attempt(int number, AttemptResult result, HttpCall call, Map<String, String> addedHeaders) {

    /** When it was claimed, for ordering beside others. */
    public @Nullable Instant claimedAt() {
        return result.claimedAt();
    }
}
