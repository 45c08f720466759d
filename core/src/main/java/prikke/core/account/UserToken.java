package prikke.core.account;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/** What a signed-in user shows: {@code pu_} and 256 random bits. */
record UserToken(String text) {
    static final String PREFIX = "pu_";
    private static final int RANDOM_BYTES = 32;
    private static final int LENGTH = PREFIX.length() + 43;

    static UserToken random(SecureRandom random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return new UserToken(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    static Optional<UserToken> parse(String text) {
        return text.startsWith(PREFIX) && text.length() == LENGTH ? Optional.of(new UserToken(text)) : Optional.empty();
    }

    String hash() {
        return Sha256.hex(text);
    }

    /** The token stays out of logs. */
    @Override
    public String toString() {
        return PREFIX + "…";
    }
}
