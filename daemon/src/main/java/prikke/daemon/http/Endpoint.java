package prikke.daemon.http;

/**
 * What stands behind a route: a request in, an answer out; refusals are thrown as {@link prikke.core.ProblemException}.
 */
@FunctionalInterface
public interface Endpoint {
    Answer answer(Request request);
}
