package prikke.core.api;

/**
 * What {@code POST /queues/{name}/purge} answers.
 *
 * @param cancelled how many executions were cancelled
 */
public record PurgeResponse(int cancelled) {}
