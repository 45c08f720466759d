package prikke.daemon.web;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Tells this site's forms from another's. Each form carries a token that is made from a secret which only a cookie holds: the session,
 * or before there is one a random value that the form's page set. Another site can have a form sent here, cookies and all, but knows
 * no token that goes with them.
 *
 * @param secret what the cookie holds
 * @param fresh whether the visitor has yet to be given it
 */
record FormKey(String secret, boolean fresh) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final String ALGORITHM = "HmacSHA256";
    private static final String FORMS = "prikke form";

    static FormKey ofSession(String token) {
        return new FormKey(token, false);
    }

    /** The one that the visitor has, or else a new one. */
    static FormKey of(@Nullable String cookie, SecureRandom random) {
        if (cookie != null && FORM.matcher(cookie).matches()) return new FormKey(cookie, false);
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return new FormKey(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes), true);
    }

    /** What this visitor's forms carry. */
    String token() {
        return token(FORMS);
    }

    /** What only whoever knows the secret can make of a text. */
    String token(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Every Java platform has HMAC with SHA-256", e);
        }
    }

    /** Whether a form is this visitor's own. */
    boolean fits(@Nullable String token) {
        return token != null && !fresh && fits(FORMS, token);
    }

    /** Whether it is the token of that text. */
    boolean fits(String text, String token) {
        return MessageDigest.isEqual(token(text).getBytes(StandardCharsets.US_ASCII), token.getBytes(StandardCharsets.UTF_8));
    }

    /** The secret stays out of logs. */
    @Override
    public String toString() {
        return "FormKey[…]";
    }
}
