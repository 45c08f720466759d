package prikke.daemon.web;

import prikke.core.run.AttemptStatus;
import prikke.core.run.ExecutionStatus;
import prikke.core.run.Nodes;

/**
 * How a state is shown: never by its colour alone.
 *
 * @param kind the class that colours it: good, bad, slow, busy or idle
 */
public record Look(Icon icon, String word, String kind) {

    /** Of an execution. */
    public static Look of(ExecutionStatus status) {
        return switch (status) {
            case PENDING -> new Look(Icon.CLOCK, "Pending", "idle");
            case RUNNING -> new Look(Icon.SPIN, "Running", "busy");
            case RETRYING -> new Look(Icon.REPLAY, "Retrying", "slow");
            case SUCCESS -> new Look(Icon.CHECK, "Success", "good");
            case FAILED -> new Look(Icon.CROSS, "Failed", "bad");
            case TIMEOUT -> new Look(Icon.CLOCK, "Timed out", "bad");
            case MISSED -> new Look(Icon.MISSED, "Missed", "slow");
            case SKIPPED -> new Look(Icon.SKIP, "Skipped", "idle");
            case CANCELLED -> new Look(Icon.BAN, "Cancelled", "idle");
        };
    }

    /** Of an attempt. */
    public static Look of(AttemptStatus status) {
        return switch (status) {
            case RUNNING -> of(ExecutionStatus.RUNNING);
            case SUCCESS -> of(ExecutionStatus.SUCCESS);
            case FAILED -> of(ExecutionStatus.FAILED);
            case TIMEOUT -> of(ExecutionStatus.TIMEOUT);
            case LOST -> new Look(Icon.MISSED, "Lost", "slow");
        };
    }

    /** Of a job. */
    public static Look ofJob(boolean enabled, boolean comesAgain) {
        if (!enabled) return new Look(Icon.PAUSE, "Paused", "slow");
        return comesAgain ? new Look(Icon.PLAY, "Active", "good") : new Look(Icon.CHECK, "Ended", "idle");
    }

    /** Of a queue. */
    public static Look ofQueue(boolean paused) {
        return paused ? new Look(Icon.PAUSE, "Paused", "slow") : new Look(Icon.PLAY, "Active", "good");
    }

    /** Of the daemon itself. */
    public static Look ofHealth(boolean ready) {
        return ready ? new Look(Icon.CHECK, "Ready", "good") : new Look(Icon.CROSS, "Not ready", "bad");
    }

    /** Of a node. */
    public static Look of(Nodes.State state) {
        return switch (state) {
            case LIVE -> new Look(Icon.CHECK, "Live", "good");
            case LATE -> new Look(Icon.CLOCK, "Late", "slow");
            case LOST -> new Look(Icon.CROSS, "Lost", "bad");
        };
    }
}
