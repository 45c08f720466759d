package prikke.core.engine;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import prikke.core.run.Claim;

/**
 * What this node knows that it holds, from the moment it has it until the database no longer says so: waiting, under way or waiting to
 * be recorded. What the database says it holds besides has fallen through some crack.
 */
final class Holdings {
    private final Map<UUID, Long> tokens = new ConcurrentHashMap<>();

    void add(Collection<Claim> claims) {
        for (Claim claim : claims) tokens.put(claim.id(), claim.token());
    }

    void remove(Claim claim) {
        tokens.remove(claim.id(), claim.token());
    }

    void remove(Collection<Claim> claims) {
        claims.forEach(this::remove);
    }

    boolean has(UUID execution, long token) {
        return Long.valueOf(token).equals(tokens.get(execution));
    }

    void clear() {
        tokens.clear();
    }
}
