package prikke.core;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signs deliveries and verifies them, as the Standard Webhooks specification defines it: {@code v1,} and the Base64 of
 * HMAC-SHA256 over {@code id.timestamp.body}, several of them separated by a space.
 *
 * <p>Source: the Standard Webhooks specification, "Signature scheme" and "Verifying webhook authenticity".
 */
public final class WebhookSignature {
    /** Names the message; the same for every attempt of an execution. */
    public static final String ID_HEADER = "Webhook-Id";

    /** When the attempt was signed, in seconds since 1970. */
    public static final String TIMESTAMP_HEADER = "Webhook-Timestamp";

    /** The signatures, one for each active secret. */
    public static final String SIGNATURE_HEADER = "Webhook-Signature";

    /** How far the timestamp of a delivery may lie from the receiver's clock; what the reference libraries use. */
    public static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final String SECRET_PREFIX = "whsec_";
    private static final String VERSION = "v1,";
    private static final String ALGORITHM = "HmacSHA256";

    private WebhookSignature() {}

    /** What verifying a delivery found. */
    public enum Result {
        /** One of the signatures is right and the timestamp is recent. */
        VALID,
        /** There is no signature, or one of its companions is missing. */
        UNSIGNED,
        /** No signature matches. */
        MISMATCH,
        /** The timestamp is no number, or further from now than {@link #TOLERANCE}. */
        STALE
    }

    /**
     * The signature of one delivery by one secret.
     *
     * @param secret {@code whsec_} and Base64, or the Base64 alone
     * @throws IllegalArgumentException if the secret is not Base64 or is empty
     */
    public static String sign(String secret, String id, Instant timestamp, byte[] body) {
        return Key.of(secret).sign(id, timestamp, body);
    }

    /** The whole {@link #SIGNATURE_HEADER} of a delivery: one signature for each key, separated by spaces. */
    public static String sign(Collection<Key> keys, String id, Instant timestamp, byte[] body) {
        var header = new StringBuilder();
        for (Key key : keys) {
            header.append(header.isEmpty() ? "" : " ").append(key.sign(id, timestamp, body));
        }
        return header.toString();
    }

    /** A secret made ready for many signatures: deciphered and scheduled once. Safe for use by several threads. */
    public static final class Key {
        private final Mac ready;

        private Key(Mac ready) {
            this.ready = ready;
        }

        /**
         * @param secret {@code whsec_} and Base64, or the Base64 alone
         * @throws IllegalArgumentException if the secret is not Base64 or is empty
         */
        public static Key of(String secret) {
            try {
                Mac mac = Mac.getInstance(ALGORITHM);
                mac.init(new SecretKeySpec(key(secret), ALGORITHM));
                return new Key(mac);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
            }
        }

        /** The signature of one delivery. */
        public String sign(String id, Instant timestamp, byte[] body) {
            return VERSION + Base64.getEncoder().encodeToString(hmac(id, timestamp.getEpochSecond(), body));
        }

        private byte[] hmac(String id, long seconds, byte[] body) {
            try {
                Mac mac = (Mac) ready.clone();
                mac.update((id + "." + seconds + ".").getBytes(UTF_8));
                return mac.doFinal(body);
            } catch (CloneNotSupportedException e) {
                throw new IllegalStateException("the platform's " + ALGORITHM + " can be cloned", e);
            }
        }
    }

    /**
     * Verifies the headers of a delivery against one secret. Takes the same time whichever signature matches, and however much
     * of it.
     *
     * @param now the receiver's clock
     * @throws IllegalArgumentException if the secret is not Base64 or is empty
     */
    public static Result verify(
            String secret,
            @Nullable String id,
            @Nullable String timestamp,
            @Nullable String signatures,
            byte[] body,
            Instant now) {
        Key key = Key.of(secret);
        if (id == null || timestamp == null || signatures == null) {
            return Result.UNSIGNED;
        }
        Instant signedAt = instant(timestamp);
        if (signedAt == null || Duration.between(signedAt, now).abs().compareTo(TOLERANCE) > 0) {
            return Result.STALE;
        }
        byte[] expected = Base64.getEncoder().encode(key.hmac(id, signedAt.getEpochSecond(), body));
        boolean valid = false;
        for (String signature : signatures.split(" ")) {
            valid |= signature.startsWith(VERSION)
                    && MessageDigest.isEqual(
                            expected, signature.substring(VERSION.length()).getBytes(US_ASCII));
        }
        return valid ? Result.VALID : Result.MISMATCH;
    }

    private static @Nullable Instant instant(String seconds) {
        try {
            return Instant.ofEpochSecond(Long.parseLong(seconds));
        } catch (NumberFormatException | DateTimeException e) {
            return null;
        }
    }

    private static byte[] key(String secret) {
        String base64 = secret.startsWith(SECRET_PREFIX) ? secret.substring(SECRET_PREFIX.length()) : secret;
        byte[] key = Base64.getDecoder().decode(base64);
        if (key.length == 0) {
            throw new IllegalArgumentException("the signing secret is empty");
        }
        return key;
    }
}
