package prikke.core;

import java.util.List;
import org.jspecify.annotations.Nullable;
import prikke.core.ProblemException.Kind;

/**
 * What a caller takes a thing to be like who is about to change it. Judged in the transaction that makes the change.
 *
 * @param versions the thing must be in one of these, or null where any will do
 * @param absent there must be no such thing yet
 */
public record Precondition(@Nullable List<String> versions, boolean absent) {
    /** Stands for whichever version there is. */
    public static final String ANY = "*";

    /** Nothing is expected. */
    public static final Precondition NONE = new Precondition(null, false);

    /** There must be no such thing yet. */
    public static final Precondition ABSENT = new Precondition(null, true);

    /** Whether anything is expected. */
    public boolean given() {
        return absent || versions != null;
    }

    /**
     * Refuses unless the thing is as expected.
     *
     * @param version the version that there is, or null where there is no such thing
     * @param what the thing, as in "The <em>job nightly</em> has changed"
     * @throws ProblemException stale
     */
    public void require(@Nullable String version, String what) {
        if (absent && version != null) throw stale("There is a " + what + " already, and the request wants to be the first.");
        if (versions == null || (version != null && (versions.contains(ANY) || versions.contains(version)))) return;
        throw version == null ? stale("There is no " + what + " any more, or there never was.") : changed(what);
    }

    /** The refusal of a change to something that somebody else has changed since. */
    public static ProblemException changed(String what) {
        return stale("The " + what + " has changed since it was read. Read it again, and repeat the change on what it is now.");
    }

    private static ProblemException stale(String message) {
        return ProblemException.of(Kind.STALE, "stale", message);
    }
}
