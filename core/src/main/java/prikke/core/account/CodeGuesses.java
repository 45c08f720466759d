package prikke.core.account;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import prikke.core.ProblemException;

/**
 * Keeps users from trying code after code. Of 25 billion codes ten may be tried in ten minutes, by whoever is signed in, on each node.
 * Those who tried longest ago are forgotten where there are too many to remember.
 */
final class CodeGuesses {
    private static final int MOST = 10;
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final int MOST_USERS = 10_000;

    private record Tries(Instant since, int wrong) {
        Tries again() {
            return new Tries(since, wrong + 1);
        }
    }

    private final Map<UUID, Tries> users = new LinkedHashMap<>();
    private final InstantSource clock;

    CodeGuesses(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Refuses who has been wrong too often.
     *
     * @throws ProblemException too_many_codes (unavailable)
     */
    synchronized void requireFew(UUID user) {
        Tries tries = users.get(user);
        if (tries == null || tries.wrong() < MOST || isOver(tries)) return;
        throw ProblemException.of(
                ProblemException.Kind.UNAVAILABLE, "too_many_codes", "Too many wrong codes. Try again in ten minutes.");
    }

    synchronized void wrong(UUID user) {
        Tries before = users.remove(user);
        if (users.size() >= MOST_USERS) users.remove(users.keySet().iterator().next());
        users.put(user, before == null || isOver(before) ? new Tries(clock.instant(), 1) : before.again());
    }

    private boolean isOver(Tries tries) {
        return !tries.since().plus(WINDOW).isAfter(clock.instant());
    }
}
