package prikke.core.api;

import org.jspecify.annotations.Nullable;

/** What {@code POST /auth/login} takes. */
public record LoginRequest(@Nullable String email, @Nullable String password) {}
