package prikke.core.account;

import java.time.Instant;
import java.util.UUID;

/** A member of an organization. */
public record Member(UUID user, String email, Role role, Instant joinedAt) {}
