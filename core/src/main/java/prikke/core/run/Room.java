package prikke.core.run;

import java.util.List;

/**
 * How much a claim may take.
 *
 * @param bytes about how much memory the claims may take up together, though there is always one
 */
public record Room(int claims, long bytes) {
    /** So many, whatever they weigh. */
    public static Room of(int claims) {
        return new Room(claims, Long.MAX_VALUE);
    }

    /** Whether these leave no room for more, so that something may have been left. */
    public boolean filledBy(List<Claim> taken) {
        return taken.size() >= claims || taken.stream().mapToLong(Claim::weight).sum() >= bytes;
    }
}
