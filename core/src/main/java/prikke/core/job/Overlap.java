package prikke.core.job;

/** What becomes of an occurrence while an earlier one of the same job still runs. */
public enum Overlap {
    /** It runs beside it. */
    ALLOW,
    /** It is recorded as skipped. */
    SKIP,
    /** It waits for its turn. */
    QUEUE
}
