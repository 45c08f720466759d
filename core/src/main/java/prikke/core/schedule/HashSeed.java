package prikke.core.schedule;

import java.util.UUID;

/** Seeds for {@code H}, from what a job is known by. */
public final class HashSeed {

    private HashSeed() {}

    public static long of(UUID id) {
        return Jitter.mix(Jitter.mix(id.getMostSignificantBits()) ^ id.getLeastSignificantBits());
    }

    /** From a text such as a job's key. */
    public static long of(String text) {
        long hash = 0;
        for (int i = 0; i < text.length(); i++) {
            hash = Jitter.mix(hash ^ text.charAt(i));
        }
        return hash;
    }
}
