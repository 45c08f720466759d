package prikke.core.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What something was done to.
 *
 * @param type what sort of thing, such as {@code job}
 * @param id null for what is known by its name alone
 * @param name what people know it by, as it was then; null for what has none
 */
public record Subject(String type, @Nullable UUID id, @Nullable String name) {
    private static final int LONGEST_NAME = 300;

    public Subject {
        if (name != null) name = Change.shortened(name, LONGEST_NAME);
    }
}
