package prikke.core.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who holds a row from the moment that it is written.
 *
 * @param node its number, or {@link RunQueue#NOBODY}
 * @param token the fencing token: one that no other row of the node ever bore, so that the end of an attempt under an earlier
 *     row of the same execution does not pass for that of a later one
 */
public record Holder(long node, long token, @Nullable Instant since) {
    /** Any node may take it. */
    public static final Holder NONE = new Holder(RunQueue.NOBODY, 0, null);
}
