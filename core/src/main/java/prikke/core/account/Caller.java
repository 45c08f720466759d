package prikke.core.account;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import prikke.core.ProblemException;
import prikke.core.audit.Action;
import prikke.core.audit.Actor;
import prikke.core.audit.Changes;
import prikke.core.audit.Deed;
import prikke.core.audit.Subject;

/**
 * Who asks, and in which organization: what every use case takes first. Made by authentication only.
 *
 * @param actor who, and from where
 * @param org the organization that is acted in, whose things are all that the caller sees
 * @param role the member's role, or the one that the key's scope stands for
 */
public record Caller(Actor actor, UUID org, Role role) {

    /** The user, or null when a key asks. */
    public @Nullable UUID userId() {
        return actor.user();
    }

    /** The API key, or null when a user asks. */
    public @Nullable UUID keyId() {
        return actor.key();
    }

    /** Whether the caller may do this. */
    public boolean may(Permission permission) {
        return role.compareTo(permission.least()) >= 0 && (keyId() == null || permission.keysToo());
    }

    /** What the caller does, for the audit log. */
    public Deed did(Action action, Subject subject, Changes changes) {
        return new Deed(org, actor, action, subject, changes);
    }

    /**
     * Refuses unless the caller may do this.
     *
     * @throws ProblemException forbidden, naming the least role that may, or that no key may
     */
    public void require(Permission permission) {
        if (may(permission)) return;
        if (keyId() != null && !permission.keysToo()) {
            throw ProblemException.of(ProblemException.Kind.FORBIDDEN, "forbidden",
                    "No API key may " + permission.words() + ", whatever its scope. Sign in as a user: prikke login");
        }
        String who = keyId() == null ? "The role " + role.text() : "This API key";
        throw ProblemException.of(
                ProblemException.Kind.FORBIDDEN,
                "forbidden",
                who + " may not " + permission.words() + "; it takes "
                        + permission.least().text() + " or more. Ask an owner or admin of the organization.");
    }
}
