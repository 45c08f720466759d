package prikke.core.account;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an API key is used with: {@code pk_live_<24>.sk_live_<32>}.
 *
 * @param publicId names the key: the part before the dot
 * @param secret proves it: the part after the dot
 */
record KeyToken(String publicId, String secret) {
    private static final Pattern FORM = Pattern.compile("(pk_live_[A-Za-z0-9]{24})\\.(sk_live_[A-Za-z0-9]{32})");
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    static KeyToken random(SecureRandom random) {
        return new KeyToken("pk_live_" + letters(random, 24), "sk_live_" + letters(random, 32));
    }

    static Optional<KeyToken> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches() ? Optional.of(new KeyToken(matcher.group(1), matcher.group(2))) : Optional.empty();
    }

    String text() {
        return publicId + "." + secret;
    }

    String secretHash() {
        return Sha256.hex(secret);
    }

    private static String letters(SecureRandom random, int count) {
        StringBuilder letters = new StringBuilder(count);
        for (int i = 0; i < count; i++) letters.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        return letters.toString();
    }

    /** The secret stays out of logs. */
    @Override
    public String toString() {
        return publicId;
    }
}
