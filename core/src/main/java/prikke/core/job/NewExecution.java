package prikke.core.job;

import java.time.Instant;
import java.util.UUID;

/**
 * An execution that a job asks for at once: a one-off's only one.
 *
 * @param scheduledFor the occurrence
 */
public record NewExecution(UUID id, Job job, Instant scheduledFor) {}
