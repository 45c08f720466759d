package prikke.core.account;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import prikke.core.ProblemException;

/**
 * Who asks, and in which organization: what every use case takes first. Made by authentication only.
 *
 * @param userId the user, or null when a key asks
 * @param keyId the API key, or null when a user asks
 * @param org the organization that is acted in, whose things are all that the caller sees
 * @param role the member's role, or the one that the key's scope stands for
 */
public record Caller(@Nullable UUID userId, @Nullable UUID keyId, UUID org, Role role) {

    /** Whether the caller may do this. */
    public boolean may(Permission permission) {
        return role.compareTo(permission.least()) >= 0;
    }

    /**
     * Refuses unless the caller may do this.
     *
     * @throws ProblemException forbidden, naming the least role that may
     */
    public void require(Permission permission) {
        if (may(permission)) return;
        String who = keyId == null ? "The role " + role.text() : "This API key";
        throw ProblemException.of(
                ProblemException.Kind.FORBIDDEN,
                "forbidden",
                who + " may not " + permission.words() + "; it takes "
                        + permission.least().text() + " or more. Ask an owner or admin of the organization.");
    }
}
