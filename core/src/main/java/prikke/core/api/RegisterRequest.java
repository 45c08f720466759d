package prikke.core.api;

import org.jspecify.annotations.Nullable;

/**
 * What {@code POST /auth/register} takes.
 *
 * @param org the name of an organization of the user's own; the part of the address before the at sign when left out, and none where
 *     there is an invitation
 * @param invite an invitation's token, which makes the user a member of its organization
 */
public record RegisterRequest(
        @Nullable String email,
        @Nullable String password,
        @Nullable String org,
        @Nullable String invite) {

    /** Without an invitation. */
    public RegisterRequest(@Nullable String email, @Nullable String password, @Nullable String org) {
        this(email, password, org, null);
    }
}
