package prikke.core.job;

/** How the delay grows from retry to retry. */
public enum Backoff {
    EXPONENTIAL,
    LINEAR,
    FIXED
}
