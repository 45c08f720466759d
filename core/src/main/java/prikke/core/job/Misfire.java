package prikke.core.job;

/** What becomes of occurrences at which no daemon was up. */
public enum Misfire {
    /** The latest runs if it is within its grace; the older ones are recorded as missed. */
    RUN_LATEST,
    /** Each of them runs, up to a bound. */
    RUN_ALL,
    /** None runs; each is recorded as missed. */
    SKIP
}
