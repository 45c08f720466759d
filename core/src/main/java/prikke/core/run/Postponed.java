package prikke.core.run;

import java.time.Instant;

/**
 * A claim that was not attempted and is not to be for a while: its target is in no state to be called.
 *
 * @param until when it is due again
 */
public record Postponed(Claim claim, Instant until) {}
