package prikke.core.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals values and opens them: AES-256 in Galois/Counter Mode with a random nonce of 96 bits, bound to the value's {@link Place}. A
 * sealed value is {@code v1:<key id>:<Base64 of nonce, ciphertext and tag>}. Safe for use by several threads.
 *
 * <p>Source: NIST SP 800-38D, sections 5.2.1.1 and 8.2.2.
 */
public final class Vault {
    private static final Pattern FORM = Pattern.compile("v1:([0-9a-f]{16}):([A-Za-z0-9+/]+=*)");
    private static final String ALGORITHM = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final List<EncryptionKey> ring;
    private final SecureRandom random = new SecureRandom();

    /** @param ring the first seals, and any of them opens */
    public Vault(List<EncryptionKey> ring) {
        if (ring.isEmpty()) throw new IllegalArgumentException("no key");
        this.ring = List.copyOf(ring);
    }

    /** The key that seals. */
    public EncryptionKey current() {
        return ring.getFirst();
    }

    /** All that open, the current one first. */
    public List<EncryptionKey> ring() {
        return ring;
    }

    /** Seals under the current key. */
    public String seal(String plain, Place place) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, current(), nonce, 0, place);
            byte[] text = plain.getBytes(UTF_8);
            byte[] sealed = new byte[NONCE_BYTES + cipher.getOutputSize(text.length)];
            System.arraycopy(nonce, 0, sealed, 0, NONCE_BYTES);
            cipher.doFinal(text, 0, text.length, sealed, NONCE_BYTES);
            return "v1:" + current().id() + ":" + Base64.getEncoder().encodeToString(sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }

    /**
     * Opens what was sealed for the place, under any key of the ring.
     *
     * @throws SealBrokenException when no key of the ring sealed it, it was sealed for another place, or it has been changed
     */
    public String open(String sealed, Place place) {
        Matcher form = FORM.matcher(sealed);
        if (!form.matches()) throw new SealBrokenException("A value is not sealed as it should be", place);
        EncryptionKey key = ring.stream()
                .filter(k -> k.id().equals(form.group(1)))
                .findFirst()
                .orElseThrow(() -> new SealBrokenException("A value is sealed under the key " + form.group(1)
                        + ", which this daemon does not have", place));
        byte[] bytes = Base64.getDecoder().decode(form.group(2));
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, bytes, 0, place);
            return new String(cipher.doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES), UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new SealBrokenException("A sealed value was changed, or moved from where it belongs", place);
        }
    }

    private static Cipher cipher(int mode, EncryptionKey key, byte[] nonce, int offset, Place place) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(ALGORITHM);
        cipher.init(mode, key.secret(), new GCMParameterSpec(TAG_BITS, nonce, offset, NONCE_BYTES));
        cipher.updateAAD(place.bytes());
        return cipher;
    }

    /** Whether a sealed value is sealed under the current key. */
    public boolean isCurrent(String sealed) {
        return sealed.startsWith(marker(current().id()));
    }

    /** What a value that is sealed under the key of that id begins with. */
    public static String marker(String keyId) {
        return "v1:" + keyId + ":";
    }
}
