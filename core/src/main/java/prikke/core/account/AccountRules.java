package prikke.core.account;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import prikke.core.Faults;

/** What addresses, passwords and names may look like. Each check answers the normal form and notes what is wrong. */
final class AccountRules {
    private static final int LONGEST_EMAIL = 254;
    private static final int LONGEST_NAME = 200;
    private static final int SHORTEST_PASSWORD = 8;
    private static final int LONGEST_PASSWORD = 1000;

    /** Between the dots of a host's name. */
    private static final String LABEL = "[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?";

    /**
     * Only what is surely wrong is refused: whether an address exists, only a mail to it can tell. What has a meaning in a mail's header
     * is wrong, quoted or not: {@code ann<bob@example.com>} would be bob's.
     */
    private static final Pattern EMAIL = Pattern.compile(
            "[^\\s\\p{Z}\\p{C}@<>()\\[\\],;:\\\\\"]{1,64}@(?:" + LABEL + "\\.)*" + LABEL);

    private AccountRules() {}

    /** The form in which addresses are stored and compared. */
    static String normalEmail(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    static String email(@Nullable String email, Faults faults) {
        String normal = normalEmail(given(email, "email", faults));
        if (normal.isEmpty()) return normal;
        if (normal.length() > LONGEST_EMAIL || !EMAIL.matcher(normal).matches()) {
            faults.add("email", "invalid_email", "must be an e-mail address such as ann@example.com");
        }
        return normal;
    }

    /**
     * An address that something is to be mailed to, in its normal form.
     *
     * @throws prikke.core.ProblemException invalid
     */
    static String knownEmail(@Nullable String email) {
        Faults faults = new Faults();
        String normal = email(email, faults);
        faults.throwIfAny();
        return normal;
    }

    static String newPassword(@Nullable String password, Faults faults) {
        String given = given(password, "password", faults);
        if (given.isEmpty()) return given;
        int length = given.codePointCount(0, given.length());
        if (length < SHORTEST_PASSWORD || length > LONGEST_PASSWORD) {
            faults.add(
                    "password",
                    "out_of_range",
                    "must have " + SHORTEST_PASSWORD + " to " + LONGEST_PASSWORD + " characters; this one has "
                            + length);
        }
        return given;
    }

    /** Whether a password could be anyone's; what is longer than any isn't worth hashing. */
    static boolean couldBePassword(String password) {
        return password.codePointCount(0, password.length()) <= LONGEST_PASSWORD;
    }

    static String name(String field, @Nullable String name, Faults faults) {
        String given = given(name, field, faults).strip();
        if (given.isEmpty()) return given;
        if (given.codePoints().anyMatch(Character::isISOControl)) {
            faults.add(field, "invalid_text", "must not hold control characters such as tabs and line ends");
        }
        if (given.length() > LONGEST_NAME) {
            faults.add(
                    field,
                    "too_long",
                    "must have at most " + LONGEST_NAME + " characters; this one has " + given.length());
        }
        return given;
    }

    /** A role as the API spells it; the least one where it is none, which is noted as a fault. */
    static Role role(@Nullable String text, Faults faults) {
        String given = given(text, "role", faults);
        if (given.isEmpty()) return Role.VIEWER;
        return Role.named(given).orElseGet(() -> {
            faults.add("role", "unknown", "must be viewer, member, admin or owner; this one is " + given);
            return Role.VIEWER;
        });
    }

    /** The text, or an empty one where none was given, which is noted as a fault. */
    static String given(@Nullable String text, String field, Faults faults) {
        if (text != null && !text.isBlank()) return text;
        faults.add(field, "required", "must be given");
        return "";
    }
}
