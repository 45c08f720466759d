package prikke.core.event;

/**
 * How far the log reaches.
 *
 * @param epoch tells this log from any other
 * @param last the number of the latest batch
 * @param forgotten batches up to this number may be gone
 */
public record Extent(String epoch, long last, long forgotten) {}
