package prikke.cli;

import java.util.UUID;

/** Reads the ids that are given on the command line. */
public final class Ids {
    private Ids() {}

    /** Whether the text is an id, and not a name or a key. */
    public static boolean isId(String text) {
        try {
            return UUID.fromString(text).toString().equalsIgnoreCase(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * An id.
     *
     * @param what what the id is of, for the message
     * @param list the command that lists the ids
     * @throws Failure if the text is none
     */
    public static UUID parse(String text, String what, String list) {
        if (!isId(text)) {
            throw Failure.usage("'" + text + "' is not the id of " + what + ".\nFind the id with: " + list);
        }
        return UUID.fromString(text);
    }
}
