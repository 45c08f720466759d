package prikke.core.crypto;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import prikke.core.db.Tx;

/** A table with sealed values. Its owner implements this, so that all of them can be sealed anew. */
public interface Sealed {
    /**
     * Seals under the current key what of the next few rows is not, plain values included.
     *
     * @param after the row that the step before ended with, or null for the first
     * @return the row that this one ended with, or empty when it came to the end
     */
    Optional<UUID> reseal(Tx tx, @Nullable UUID after);

    /** Whether any value is sealed under the key of that id. Reads the whole table if need be. */
    boolean uses(Tx tx, String keyId);
}
