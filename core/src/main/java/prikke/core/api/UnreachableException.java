package prikke.core.api;

import java.net.URI;

/** No answer came: nobody listens there, the name is unknown, the connection broke or it took too long. */
public final class UnreachableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final URI server;

    public UnreachableException(URI server, String why, Throwable cause) {
        super(why, cause);
        this.server = server;
    }

    /** The server that was asked. */
    public URI server() {
        return server;
    }
}
