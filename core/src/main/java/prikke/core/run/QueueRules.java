package prikke.core.run;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import prikke.core.Faults;

/** What a queue may be. */
final class QueueRules {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");
    private static final int MOST_AT_ONCE = 1000;

    private QueueRules() {}

    static void checkName(String name, Faults faults) {
        if (!NAME.matcher(name).matches()) {
            faults.add("name", "invalid_key", "is '" + shown(name)
                    + "'; a queue's name is 1 to 63 of a-z, 0-9, '.', '_' and '-', and begins with a letter or digit.");
        }
    }

    /** How many may run at once. */
    static int concurrency(QueueDraft draft, Faults faults) {
        int concurrency = draft.concurrency() == null ? Gates.DEFAULT_CONCURRENCY : draft.concurrency();
        if (concurrency < 1 || concurrency > MOST_AT_ONCE) {
            faults.add("concurrency", "out_of_range", "is " + concurrency + "; it goes from 1 to " + MOST_AT_ONCE + ".");
        }
        return concurrency;
    }

    static @Nullable RateLimit rate(QueueDraft draft, Faults faults) {
        String text = draft.rate();
        if (text == null) return null;
        try {
            return RateLimit.parse(text);
        } catch (IllegalArgumentException e) {
            faults.add("rate", "invalid_rate", "is '" + shown(text) + "'; " + e.getMessage() + ".");
            return null;
        }
    }

    static String shown(String text) {
        String flat = text.replaceAll("\\p{Cntrl}", "?");
        return flat.length() <= 60 ? flat : flat.substring(0, 57) + "...";
    }
}
