package prikke.core.account;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a program shows for its user to enter elsewhere, such as {@code WDJB-MJHT}. Of the letters that RFC 8628, section 6.1, proposes:
 * no vowels, so that no words come about, and nothing that is mistaken for a digit.
 */
record UserCode(String letters) {
    private static final String ALPHABET = "BCDFGHJKLMNPQRSTVWXZ";
    private static final Pattern FORM = Pattern.compile("[" + ALPHABET + "]{8}");

    static UserCode random(SecureRandom random) {
        StringBuilder letters = new StringBuilder(8);
        for (int i = 0; i < 8; i++) letters.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        return new UserCode(letters.toString());
    }

    /** Reads a code as people write it: in small letters too, and with or without whatever stands between. */
    static Optional<UserCode> parse(@Nullable String text) {
        if (text == null) return Optional.empty();
        String letters = text.toUpperCase(Locale.ROOT).replaceAll("[\\s_.-]", "");
        return FORM.matcher(letters).matches() ? Optional.of(new UserCode(letters)) : Optional.empty();
    }

    String text() {
        return letters.substring(0, 4) + "-" + letters.substring(4);
    }

    String hash() {
        return Sha256.hex(letters);
    }

    /** The code stays out of logs. */
    @Override
    public String toString() {
        return "…";
    }
}
