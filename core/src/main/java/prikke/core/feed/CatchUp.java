package prikke.core.feed;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import prikke.core.event.Batch;
import prikke.core.event.Extent;

/** Reads for one listener what happened before it joined those who hear of everything at once: some of it at a time, as it is taken. */
final class CatchUp {
    private static final int BATCHES = 20;

    /** How many are in memory with all that is known of them. */
    private static final int EVENTS = 200;

    private final Feed feed;
    private final UUID org;
    private final EventFilter filter;
    private final Deque<Event> read = new ArrayDeque<>();
    private final Deque<Told.Place> places = new ArrayDeque<>();
    private Position at;

    CatchUp(Feed feed, UUID org, EventFilter filter, Position from) {
        this.feed = feed;
        this.org = org;
        this.filter = filter;
        this.at = from;
    }

    /** How a listener knows the end of a batch. */
    String place(long seq) {
        return Position.after(at.epoch(), seq).text();
    }

    void goOnFrom(long seq) {
        at = Position.after(at.epoch(), seq);
    }

    /** The next of it, or null once there is none left: then the listener has joined the others. */
    @Nullable Signal next(Subscription listener) {
        while (true) {
            Event event = read.poll();
            if (event != null) return new Signal.Happened(event);
            if (!places.isEmpty()) {
                look();
                continue;
            }
            long until = feed.audience().join(listener, at.wholeSeq());
            if (until == Audience.JOINED) return null;
            Position before = at;
            read(until);
            // Afterwards: what was forgotten before the reading is known of now.
            Extent extent = feed.log().extent();
            if (before.within(extent)) continue;
            places.clear();
            at = Position.after(extent.epoch(), extent.last());
            return new Signal.Reset(at.text(), Feed.FORGOTTEN);
        }
    }

    private void look() {
        List<Told.Place> some = new ArrayList<>();
        while (some.size() < EVENTS && !places.isEmpty()) some.add(places.remove());
        read.addAll(feed.told().events(some, org));
    }

    private void read(long until) {
        List<Batch> batches = feed.log().read(at.wholeSeq(), until, BATCHES);
        for (Told.Place place : Told.places(batches, org, filter::wants)) if (place.isAfter(at)) places.add(place);
        at = Position.after(at.epoch(), batches.size() < BATCHES ? until : batches.getLast().seq());
    }
}
