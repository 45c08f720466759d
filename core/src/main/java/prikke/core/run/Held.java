package prikke.core.run;

import java.util.UUID;

/**
 * That an execution is held.
 *
 * @param token under which
 */
public record Held(UUID execution, long token) {}
