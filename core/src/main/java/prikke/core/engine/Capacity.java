package prikke.core.engine;

import java.util.Set;
import java.util.UUID;

/**
 * How much more a {@link Hand} may hold. What comes from the queue and what comes by the short way each has its own room, so that
 * neither keeps the other out, and in each none has more than what is left free: however long one organization's attempts take,
 * there is room for what others have due. Not for several threads.
 */
final class Capacity {
    private final Dispatcher.Bounds bounds;
    private final Hand hand;

    Capacity(Dispatcher.Bounds bounds, Hand hand) {
        this.bounds = bounds;
        this.hand = hand;
    }

    /** How many more claims there is room for from the queue. */
    int room() {
        return freeBytes() <= 0 ? 0 : Math.max(0, free());
    }

    /** How many more bytes of them. */
    long roomInBytes() {
        return Math.max(0, freeBytes());
    }

    /** How many more claims of the organization there is room for by the short way. */
    int room(UUID org) {
        Hand.Share own = hand.share(org);
        Hand.Share posted = hand.posted();
        if (own.bytes() >= bounds.bytes() - posted.bytes()) return 0;
        return Math.max(0, bounds.held() - posted.size() - own.size());
    }

    /** The organizations that have as much here as is left free. */
    Set<UUID> full() {
        int free = free();
        long freeBytes = freeBytes();
        return hand.organizations(own -> own.size() >= free || own.bytes() >= freeBytes);
    }

    /** Whether it is time to ask for more: half of what one organization alone may have is left, so that more comes before it has begun. */
    boolean low() {
        return claimed() <= bounds.held() / 4 && claimedBytes() <= bounds.bytes() / 4;
    }

    private int free() {
        return bounds.held() - claimed();
    }

    private int claimed() {
        return hand.size() - hand.posted().size();
    }

    private long freeBytes() {
        return bounds.bytes() - claimedBytes();
    }

    private long claimedBytes() {
        return hand.bytes() - hand.posted().bytes();
    }
}
