package prikke.core.idempotency;

import java.util.UUID;

/**
 * The right to carry a request out, held by one at a time.
 *
 * @param scope whose keys these are: an organization or a user
 * @param key the caller's
 * @param id tells this claim from one that took over from it
 */
public record Claim(UUID scope, String key, UUID id) {}
