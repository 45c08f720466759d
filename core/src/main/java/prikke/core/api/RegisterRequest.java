package prikke.core.api;

import org.jspecify.annotations.Nullable;

/**
 * What {@code POST /auth/register} takes.
 *
 * @param org the name of the user's first organization; the part of the address before the at sign when left out
 */
public record RegisterRequest(@Nullable String email, @Nullable String password, @Nullable String org) {}
