package prikke.core.mail;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mail that its {@link Author} is to write as it is sent.
 *
 * @param kind names the author, up to 32 characters
 * @param about what the author needs to know besides, up to 320 characters
 * @param within in such a time no more than five of the kind go to one address
 * @param askers users and organizations at whose wish it goes to somebody else: each has a hundred a day, and those mails go behind
 *     all others
 */
public record Order(String kind, String recipient, @Nullable String about, Duration within, List<UUID> askers) {
    /** One of which five go to an address within an hour, at nobody's wish but its reader's. */
    public Order(String kind, String recipient, @Nullable String about) {
        this(kind, recipient, about, Duration.ofHours(1), List.of());
    }

    /** The same, counted over another time. */
    public Order within(Duration time) {
        return new Order(kind, recipient, about, time, askers);
    }

    /** The same, at the wish of others than its reader. */
    public Order by(UUID... others) {
        return new Order(kind, recipient, about, within, List.of(others));
    }
}
