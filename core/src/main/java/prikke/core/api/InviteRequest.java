package prikke.core.api;

import org.jspecify.annotations.Nullable;

/**
 * What {@code POST /orgs/{id}/invites} takes.
 *
 * @param email who is to come, the only one who may then; null for a link that whoever has it may take, once
 * @param role {@code member} when left out; none above the caller's own
 * @param expires a duration from now, such as {@code 3d}; a week when left out
 */
public record InviteRequest(@Nullable String email, @Nullable String role, @Nullable String expires) {}
