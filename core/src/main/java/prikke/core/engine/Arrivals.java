package prikke.core.engine;

import java.util.List;
import prikke.core.db.Tx;
import prikke.core.run.Claim;
import prikke.core.run.Taken;

/**
 * The way of claims from the transaction that takes them into the dispatcher's hands. They are known from before the commit on, so
 * that whoever pauses or cancels between the commit and their arrival finds them, and they do not come to begin behind its back.
 */
final class Arrivals implements Taken {
    private final Dispatcher dispatcher;
    private final Holdings holdings;

    Arrivals(Dispatcher dispatcher, Holdings holdings) {
        this.dispatcher = dispatcher;
        this.holdings = holdings;
    }

    @Override
    public void taken(Tx tx, List<Claim> claims) {
        if (claims.isEmpty()) return;
        Runnable forgetting = () -> {
            dispatcher.expectNoMore(claims);
            holdings.remove(claims);
        };
        tx.onRollback(forgetting);
        // Held, it may be, by a node that does not know of it: the next sweep lets go of it.
        tx.onDoubt(forgetting);
        holdings.add(claims);
        dispatcher.expect(claims);
    }

    /** Claims that were taken from the queue and are committed. */
    void claimed(List<Claim> claims) {
        dispatcher.arrived(claims);
    }

    /** Claims that were written as such from the start, for who posted them, and are committed. */
    void posted(List<Claim> claims) {
        dispatcher.posted(claims);
    }
}
