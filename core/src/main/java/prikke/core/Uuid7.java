package prikke.core;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;

/** UUIDs of version 7 (RFC 9562, section 5.7): they sort by the millisecond in their first 48 bits. */
public final class Uuid7 {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final long LATEST = 0xFFFF_FFFF_FFFFL;
    private static final long RANDOM_A = 0xFFFL;
    private static final long RANDOM_B = 0x3FFF_FFFF_FFFF_FFFFL;

    private Uuid7() {}

    /** A fresh identifier with the given time and 74 random bits. */
    public static UUID random(Instant time) {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        ByteBuffer random = ByteBuffer.wrap(bytes);
        return of(time.toEpochMilli(), random.getLong(), random.getLong());
    }

    /**
     * The identifier of something that there may be only one of for a given thing and time: the same every time it is asked for,
     * its 74 bits hashed from both with SHA-256.
     */
    public static UUID derived(UUID thing, Instant time) {
        byte[] hash = sha256().digest(ByteBuffer.allocate(28)
                .putLong(thing.getMostSignificantBits())
                .putLong(thing.getLeastSignificantBits())
                .putLong(time.getEpochSecond())
                .putInt(time.getNano())
                .array());
        ByteBuffer bits = ByteBuffer.wrap(hash);
        return of(time.toEpochMilli(), bits.getLong(), bits.getLong());
    }

    /** The smallest identifier of the given time: all earlier ones sort below it. Before 1970, and after 10889, there are none. */
    public static UUID floor(Instant time) {
        return of(Math.clamp(time.toEpochMilli(), 0, LATEST), 0, 0);
    }

    private static UUID of(long millis, long a, long b) {
        long high = millis << 16 | 0x7000L | a & RANDOM_A;
        long low = 0x8000_0000_0000_0000L | b & RANDOM_B;
        return new UUID(high, low);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
