package prikke.core.account;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A program that waits for somebody to let it in.
 *
 * @param user who has let it in, or null
 * @param client where it asks from
 * @param paceSeconds how many seconds are to lie between its questions
 * @param polledAt when it last asked
 */
record DeviceGrant(
        UUID id,
        State state,
        @Nullable UUID user,
        Client client,
        int paceSeconds,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant polledAt) {

    enum State {
        PENDING,
        APPROVED,
        DENIED;

        /** As the database spells it. */
        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
