package prikke.cli.shell;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import prikke.cli.completion.Kind;
import prikke.cli.completion.Names;
import prikke.cli.completion.Proposal;

/**
 * What the server has lately said that there is. It is asked in the background: whoever presses the tab key waits a moment for the
 * answer, and where it does not come in time gets what was known before. Safe for use by several threads.
 */
final class FreshNames {
    private static final Duration FRESH = Duration.ofSeconds(3);
    private static final long MOMENT_MS = 80;

    private final InstantSource clock;
    private final Executor background;
    private final Map<Key, Known> known = new HashMap<>();

    FreshNames(InstantSource clock, Executor background) {
        this.clock = clock;
        this.background = background;
    }

    /** Whose names: who asks which server in which organization is told by the options. */
    private record Key(Kind kind, Map<String, String> asked) {}

    /** What is known, until when it counts as fresh, and the question that is under way. */
    private record Known(List<Proposal> names, Instant until, @Nullable CompletableFuture<List<Proposal>> coming) {}

    /** Has all be asked for anew: a command may have changed it. */
    synchronized void age() {
        known.replaceAll((key, what) -> new Known(what.names(), Instant.MIN, null));
    }

    /**
     * The names of a server.
     *
     * @param server asks it; throws where it does not answer
     * @param asked what tells this server and who asks from others
     */
    Names from(Names server, Map<String, String> asked) {
        return (kind, prefix) -> await(new Key(kind, asked), server);
    }

    /** Asks for them, and waits for nothing. */
    void prepare(Kind kind, Names server, Map<String, String> asked) {
        coming(new Key(kind, asked), server);
    }

    private List<Proposal> await(Key key, Names server) {
        try {
            return coming(key, server).get(MOMENT_MS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return lately(key).names();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private synchronized Known lately(Key key) {
        return known.getOrDefault(key, new Known(List.of(), Instant.MIN, null));
    }

    private CompletableFuture<List<Proposal>> coming(Key key, Names server) {
        CompletableFuture<List<Proposal>> answer;
        synchronized (this) {
            Known before = lately(key);
            if (before.coming() != null) return before.coming();
            if (clock.instant().isBefore(before.until())) return CompletableFuture.completedFuture(before.names());
            answer = new CompletableFuture<>();
            known.put(key, new Known(before.names(), before.until(), answer));
        }
        background.execute(() -> ask(key, server, answer));
        return answer;
    }

    private void ask(Key key, Names server, CompletableFuture<List<Proposal>> answer) {
        try {
            List<Proposal> names = server.of(key.kind(), "");
            learn(key, names, answer);
            answer.complete(names);
        } catch (RuntimeException e) {
            // A server that is away is not asked at each key press; what it said last is all there is.
            learn(key, lately(key).names(), answer);
            answer.completeExceptionally(e);
        }
    }

    /** Unless the question has been overtaken: what was asked before a command ran may not be what holds after it. */
    private synchronized void learn(Key key, List<Proposal> names, CompletableFuture<List<Proposal>> answer) {
        if (lately(key).coming() == answer) {
            known.put(key, new Known(names, clock.instant().plus(FRESH), null));
        }
    }
}
