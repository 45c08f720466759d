package prikke.core.account;

import java.time.Instant;
import java.util.UUID;

/** An organization: owns jobs, keys and all that is scoped to it. */
public record Organization(UUID id, String name, Instant createdAt) {}
