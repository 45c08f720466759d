package prikke.core.api;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The caller.
 *
 * @param kind {@code user} or {@code key}
 * @param user the user, or null for a key
 * @param key the key, or null for a user
 * @param orgs the organizations that the caller may act in; one for a key
 */
public record MeResponse(String kind, @Nullable UserResponse user, @Nullable KeyResponse key, List<OrgResponse> orgs) {

    /** A person. */
    public record UserResponse(UUID id, String email, boolean instanceAdmin) {}
}
