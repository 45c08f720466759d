package prikke.core.engine;

import java.net.UnknownHostException;

/** The egress policy forbids every address of a host. An {@link UnknownHostException} because that is what a resolver may throw. */
final class EgressDeniedException extends UnknownHostException {
    private static final long serialVersionUID = 1;

    EgressDeniedException(String message) {
        super(message);
    }
}
