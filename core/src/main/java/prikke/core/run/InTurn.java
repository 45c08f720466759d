package prikke.core.run;

import java.util.List;
import java.util.UUID;

/**
 * A claim that went from one organization to the next.
 *
 * @param claims what was taken
 * @param last the last organization that was looked at, or that there was memory left for; from there the next claim goes on
 * @param more whether something due is likely to have been left
 */
public record InTurn(List<Claim> claims, UUID last, boolean more) {
    /** Before the first organization. */
    public static final UUID START = new UUID(0, 0);

    /** How many organizations a claim looks at. */
    static final int MOST_ORGANIZATIONS = 200;

    /** How many each may get of a claim, so that it is used up if all of them have as much. */
    static int share(int limit, int organizations) {
        return Math.max(1, (limit + organizations - 1) / Math.max(1, organizations));
    }
}
