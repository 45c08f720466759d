package prikke.core.job;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the executions of a job relate to each other and to those of others.
 *
 * @param misfireGrace how late a missed occurrence may still run, or null for half the interval within 30 s and 1 h
 * @param queue the lane, or null for none
 * @param priority 0 to 9, the higher first
 */
public record JobOptions(
        Overlap overlap,
        Misfire misfire,
        @Nullable Duration misfireGrace,
        @Nullable String queue,
        int priority,
        List<String> tags) {}
