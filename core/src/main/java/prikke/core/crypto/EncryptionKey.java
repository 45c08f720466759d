package prikke.core.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** A key of AES-256, and a name for it that tells nothing of it. */
public final class EncryptionKey {
    private static final int BYTES = 32;
    private static final int ID_BYTES = 8;

    private final byte[] bytes;
    private final String id;

    private EncryptionKey(byte[] bytes) {
        this.bytes = bytes;
        this.id = idOf(bytes);
    }

    /** A new one. */
    public static EncryptionKey random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new EncryptionKey(bytes);
    }

    /**
     * @param text 32 bytes in Base64
     * @throws IllegalArgumentException when it is anything else; the message does not repeat it
     */
    public static EncryptionKey parse(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text.strip());
        } catch (IllegalArgumentException e) {
            // Not the cause: it quotes what was given.
            throw new IllegalArgumentException("an encryption key is not Base64");
        }
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("an encryption key is " + bytes.length + " bytes long; it must be " + BYTES);
        }
        return new EncryptionKey(bytes);
    }

    /** What {@link #parse} reads: the key itself, for the file that keeps it. */
    public String text() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Names it, in values that are sealed with it and in messages. */
    public String id() {
        return id;
    }

    SecretKey secret() {
        return new SecretKeySpec(bytes, "AES");
    }

    private static String idOf(byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            byte[] hash = mac.doFinal("prikke encryption key id".getBytes(US_ASCII));
            return HexFormat.of().formatHex(Arrays.copyOf(hash, ID_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }

    /** The key stays out of logs. */
    @Override
    public String toString() {
        return id;
    }
}
