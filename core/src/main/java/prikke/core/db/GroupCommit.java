package prikke.core.db;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets concurrent writers share a transaction. While one commit is under way the next batch gathers by itself, so nobody waits for
 * a timer; each submitter is answered after the commit that holds its item. A batch that fails is done over item by item, so that
 * one bad item fails alone.
 */
public final class GroupCommit<I, R> implements AutoCloseable {
    /**
     * What a batch came to.
     *
     * @param results one for each item, in their order
     * @param afterCommit what to do once the transaction is committed, before anyone is answered
     */
    public record Written<R>(List<R> results, Runnable afterCommit) {}

    /** Writes a batch in the given transaction. */
    public interface Work<I, R> {
        Written<R> write(Tx tx, List<I> items);
    }

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

    /** What the writer takes up, one after the other. */
    sealed interface Waiting<I, R> {}

    private record Entry<I, R>(I item, @Nullable Consumer<Tx> rider, CompletableFuture<R> result) implements Waiting<I, R> {}

    /** After this there comes nothing but what was on its way. */
    private record End<I, R>() implements Waiting<I, R> {}

    private final Database database;
    private final Work<I, R> work;
    private final int most;
    private final BlockingQueue<Waiting<I, R>> waiting;
    private final Thread writer;
    private volatile boolean closed;

    /**
     * @param name the writer thread's name
     * @param most how many items share a transaction at the most
     * @param work writes items
     */
    public GroupCommit(String name, Database database, int most, Work<I, R> work) {
        this(name, database, most, work, new ArrayBlockingQueue<>(8 * most));
    }

    /** @param waiting where items wait for the next batch */
    GroupCommit(String name, Database database, int most, Work<I, R> work, BlockingQueue<Waiting<I, R>> waiting) {
        this.database = database;
        this.work = work;
        this.most = most;
        this.waiting = waiting;
        this.writer = Thread.ofPlatform().name(name).daemon().start(this::loop);
    }

    /**
     * Writes the item and returns its result once it is committed.
     *
     * @throws RuntimeException what writing the item threw; then nothing of it is written
     */
    public R submit(I item) {
        Entry<I, R> entry = new Entry<>(item, Database.rider(), new CompletableFuture<>());
        try {
            if (closed) throw new IllegalStateException("closed");
            waiting.put(entry);
            if (closed && waiting.remove(entry)) throw new IllegalStateException("closed");
            return entry.result.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a commit", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) throw failure;
            throw new IllegalStateException(e.getCause());
        }
    }

    private void loop() {
        List<Waiting<I, R>> taken = new ArrayList<>();
        boolean ending = false;
        while (true) {
            // After the end nothing is waited for: who comes late may have taken back what was there a moment ago.
            Waiting<I, R> next = ending ? waiting.poll() : next();
            if (next == null) return;
            taken.add(next);
            waiting.drainTo(taken, most - 1);
            List<Entry<I, R>> batch = new ArrayList<>(taken.size());
            for (Waiting<I, R> one : taken) {
                switch (one) {
                    case Entry<I, R> entry -> batch.add(entry);
                    case End<I, R> end -> ending = true;
                }
            }
            taken.clear();
            if (!batch.isEmpty()) write(batch);
        }
    }

    /** Never interrupted: an interrupt inside H2 closes its file. Hence an end that comes by the same way as all else. */
    private Waiting<I, R> next() {
        try {
            return waiting.take();
        } catch (InterruptedException e) {
            throw new IllegalStateException("Nobody interrupts this thread", e);
        }
    }

    private void write(List<Entry<I, R>> batch) {
        Written<R> written;
        try {
            List<I> items = batch.stream().map(Entry::item).toList();
            written = database.write(tx -> {
                Written<R> all = work.write(tx, items);
                for (Entry<I, R> entry : batch) if (entry.rider != null) entry.rider.accept(tx);
                return all;
            });
        } catch (RuntimeException | Error e) {
            fail(batch, e);
            return;
        }
        try {
            written.afterCommit().run();
        } catch (RuntimeException | Error e) {
            // What is committed is committed: whoever asked for it is answered so.
            LOG.error("event=after_commit_failed writer={}", writer.getName(), e);
        }
        for (int i = 0; i < batch.size(); i++) batch.get(i).result.complete(written.results().get(i));
    }

    /**
     * Nobody can be told that it was written. While the database is away it would be no use to wait for that again for each item; and
     * what is committed though not on the disk must not be written twice.
     */
    private void fail(List<Entry<I, R>> batch, Throwable failure) {
        if (batch.size() == 1 || Database.isAway(failure) || failure instanceof NotOnDiskException) {
            for (Entry<I, R> entry : batch) entry.result.completeExceptionally(failure);
        } else {
            for (Entry<I, R> entry : batch) write(List.of(entry));
        }
    }

    /** How many items wait for the next batch. */
    int waiting() {
        return waiting.size();
    }

    /** Writes what is waiting, then refuses. */
    @Override
    public void close() {
        closed = true;
        try {
            if (writer.isAlive()) waiting.put(new End<>());
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
