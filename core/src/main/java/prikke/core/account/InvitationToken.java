package prikke.core.account;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/** What an invitation's link holds: {@code pi_} and 256 random bits. */
record InvitationToken(String text) {
    private static final String PREFIX = "pi_";
    private static final int RANDOM_BYTES = 32;
    private static final int LENGTH = PREFIX.length() + 43;

    static InvitationToken random(SecureRandom random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return new InvitationToken(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    static Optional<InvitationToken> parse(String text) {
        return text.startsWith(PREFIX) && text.length() == LENGTH ? Optional.of(new InvitationToken(text)) : Optional.empty();
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
