package prikke.core.stats;

import prikke.core.run.Ending;
import prikke.core.run.ExecutionStatus;

/** Figures while they are added up. */
final class Tally {
    private static final int STATUSES = ExecutionStatus.values().length;

    private final long[] counts = new long[STATUSES];
    private long attempted;
    private long attempts;
    final Spread durations = new Spread();
    final Spread lags = new Spread();

    void add(Ending ending) {
        add(ending.status(), 1);
        attempts(ending.attempts() > 0 ? 1 : 0, ending.attempts());
        if (ending.duration() != null) durations.add(ending.duration());
        if (ending.lag() != null) lags.add(ending.lag());
    }

    void add(Tally other) {
        for (int i = 0; i < STATUSES; i++) counts[i] += other.counts[i];
        attempts(other.attempted, other.attempts);
        durations.add(other.durations);
        lags.add(other.lags);
    }

    Tally add(ExecutionStatus status, long number) {
        counts[status.ordinal()] += number;
        return this;
    }

    Tally attempts(long executions, long number) {
        attempted += executions;
        attempts += number;
        return this;
    }

    long count(ExecutionStatus status) {
        return counts[status.ordinal()];
    }

    long attempted() {
        return attempted;
    }

    long attempts() {
        return attempts;
    }

    long executions() {
        long sum = 0;
        for (long count : counts) sum += count;
        return sum;
    }

    Figures figures() {
        return new Figures(
                executions(),
                count(ExecutionStatus.SUCCESS),
                count(ExecutionStatus.FAILED),
                count(ExecutionStatus.TIMEOUT),
                count(ExecutionStatus.MISSED),
                count(ExecutionStatus.SKIPPED),
                count(ExecutionStatus.CANCELLED),
                attempted,
                attempts,
                durations.percentiles(),
                lags.percentiles());
    }
}
