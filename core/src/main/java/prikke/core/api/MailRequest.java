package prikke.core.api;

import org.jspecify.annotations.Nullable;

/**
 * What {@code POST /auth/magic-link} and {@code POST /auth/password-reset} take.
 *
 * @param email whom to mail a link to
 */
public record MailRequest(@Nullable String email) {}
