package prikke.core.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import prikke.core.db.Tx;

/**
 * What has ended and has not been added up yet. Each is put here in the transaction that ends it, all of one transaction in one row, and
 * taken out in the one that adds it up: so none is left out and none counts twice, in whatever order transactions are committed.
 */
public final class Endings {
    /** H2 keeps a million bytes in a field. */
    private static final int MOST_IN_A_ROW = 10_000;

    private static final int ROWS_AT_ONCE = 1000;
    private static final int BYTES_AT_ONCE = 1_000_000;
    private static final int OLD_AT_ONCE = 5000;

    private final EndingStore store = new EndingStore();

    /** Puts down what has ended by recorded attempts. */
    void finished(Tx tx, List<Finish> ended) {
        List<UUID> again = ended.stream().map(Finish::claim).filter(claim -> claim.attempts() > 0).map(Claim::id).toList();
        // Only the database knows when the first attempt of those was.
        Map<UUID, Instant> starts = again.isEmpty() ? Map.of() : store.starts(tx, again);
        add(tx, ended.stream()
                .map(f -> Ending.of(f, f.claim().attempts() > 0 ? starts.get(f.claim().id()) : f.result().sentAt()))
                .toList());
    }

    /** Puts down what has ended otherwise, and lies in the history by now. */
    void ended(Tx tx, Collection<UUID> ids) {
        add(tx, store.ofHistory(tx, ids));
    }

    /** Puts down what was never to run. */
    void missed(Tx tx, List<RunQueue.Missed> missed, Instant now) {
        add(tx, missed.stream().map(m -> Ending.missed(m.occurrence(), now)).toList());
    }

    private void add(Tx tx, List<Ending> endings) {
        for (int from = 0; from < endings.size(); from += MOST_IN_A_ROW) {
            store.add(tx, EndingCodec.encode(endings.subList(from, Math.min(endings.size(), from + MOST_IN_A_ROW))));
        }
    }

    /** Whether there is anything to take. */
    public boolean any(Tx tx) {
        return store.any(tx);
    }

    /**
     * Takes out as many as are best handled at once, the rest being left for the next time; for good once the transaction is committed.
     * Whoever takes must be the only one.
     *
     * @return whether some were left
     */
    public boolean take(Tx tx, Consumer<Ending> each) {
        EndingStore.Some some = store.some(tx, ROWS_AT_ONCE, BYTES_AT_ONCE);
        if (some.rows().isEmpty()) return false;
        store.read(tx, some.rows(), each);
        store.remove(tx, some.rows());
        return some.more();
    }

    /**
     * The same with history from before ends were put down.
     *
     * @return whether there was any
     */
    public boolean takeOld(Tx tx, Consumer<Ending> each) {
        List<UUID> ids = store.old(tx, OLD_AT_ONCE);
        if (ids.isEmpty()) return false;
        store.ofHistory(tx, ids).forEach(each);
        store.removeOld(tx, ids);
        return true;
    }

    /** All that there are, left as they are. */
    public List<Ending> all(Tx tx) {
        List<Ending> endings = new ArrayList<>();
        store.readAll(tx, endings::add);
        return endings;
    }

    /** Of the history what belongs to a job, by its occurrence; counted under the job whatever made it. */
    public List<Ending> ofJob(Tx tx, UUID org, UUID job, Instant from, Instant to) {
        return store.ofJob(tx, org, job, from, to);
    }
}
