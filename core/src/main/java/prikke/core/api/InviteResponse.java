package prikke.core.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An invitation that has not been taken yet.
 *
 * @param email the only address that may take it; null where whoever has the link may
 * @param invitedBy the address of the member who made it
 * @param token what it is taken with; only in the creating answer
 * @param link the same as a page's address, to be handed over; only in the creating answer
 * @param mailed whether a mail with such a link is on its way; only in the creating answer
 */
public record InviteResponse(
        UUID id,
        @Nullable String email,
        String role,
        String invitedBy,
        Instant createdAt,
        Instant expiresAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String token,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String link,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean mailed) {}
