package prikke.core.api;

import org.jspecify.annotations.Nullable;

/**
 * What {@code PATCH /orgs/{id}/members/{user_id}} takes.
 *
 * @param role {@code owner}, {@code admin}, {@code member} or {@code viewer}
 */
public record MemberRequest(@Nullable String role) {}
