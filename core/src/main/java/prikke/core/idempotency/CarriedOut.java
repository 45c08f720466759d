package prikke.core.idempotency;

/**
 * What came of a request that was carried out.
 *
 * @param applied whether it wrote anything
 */
public record CarriedOut<T>(T result, boolean applied) {}
