package prikke.core.account;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import prikke.core.Faults;

/** What a mail lets its reader do, once: 256 random bits, of which the database keeps a hash. */
record MailToken(String text) {
    private static final int RANDOM_BYTES = 32;

    /** What such a token is for. */
    enum Kind {
        MAGIC_LINK,
        PASSWORD_RESET,
        EMAIL_CHANGE;

        /** As the database spells it, and the outbox. */
        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static MailToken random(SecureRandom random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return new MailToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** One that was sent back, unchecked. */
    static MailToken given(@Nullable String text, Faults faults) {
        return new MailToken(AccountRules.given(text, "token", faults).strip());
    }

    /**
     * The same where nothing else is sent.
     *
     * @throws prikke.core.ProblemException invalid when there is none
     */
    static MailToken given(@Nullable String text) {
        Faults faults = new Faults();
        MailToken token = given(text, faults);
        faults.throwIfAny();
        return token;
    }

    String hash() {
        return Sha256.hex(text);
    }

    /** The token stays out of logs. */
    @Override
    public String toString() {
        return "…";
    }
}
