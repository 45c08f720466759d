package prikke.core.feed;

/** What a listener gets. */
public sealed interface Signal {

    /** Something has happened. */
    record Happened(Event event) implements Signal {}

    /** Nothing has, for as long as was to be waited; whoever comes back goes on from the position. */
    record Quiet(String position) implements Signal {}

    /**
     * What came after the listener's position can't be told, or not all of it: what is told from now on is what happens from now on.
     *
     * @param position where that is
     * @param reason in words
     */
    record Reset(String position, String reason) implements Signal {}

    /** There is nothing more to come. */
    record Ended(Why why) implements Signal {}

    /** Why it has ended. */
    enum Why {
        /** The daemon stops: another one may go on from here. */
        CLOSED,
        /** The listener takes less than happens; it may come back and go on. */
        TOO_SLOW,
        /** The key, the session or the membership that it listens by holds no more. */
        NOT_ALLOWED
    }
}
