package prikke.core.stats;

import java.time.Duration;

/** What half, 95 and 99 % of durations do not exceed, and the longest; within 1 %. */
public record Percentiles(Duration p50, Duration p95, Duration p99, Duration max) {}
