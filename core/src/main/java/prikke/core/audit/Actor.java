package prikke.core.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who did something, and from where.
 *
 * @param user the user, or null when it was a key
 * @param key the API key, or null when it was a user
 * @param name what people know them by: an e-mail address, or a key's name
 * @param address the network address that the request came from
 * @param agent the program, as it calls itself
 */
public record Actor(
        @Nullable UUID user,
        @Nullable UUID key,
        String name,
        @Nullable String address,
        @Nullable String agent) {}
