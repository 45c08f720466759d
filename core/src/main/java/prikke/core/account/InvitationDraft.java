package prikke.core.account;

import org.jspecify.annotations.Nullable;

/**
 * An invitation as asked for, unchecked.
 *
 * @param email who is to come, and is sent a mail where mails are sent; null for a link that whoever has it may take, once
 * @param role what they are to be; {@code member} when null
 * @param expires after how long it is void, such as {@code 3d}; a week when null
 */
public record InvitationDraft(
        @Nullable String email,
        @Nullable String role,
        @Nullable String expires) {}
