package prikke.daemon;

/** The daemon can't start. The message is for whoever started it: what is wrong and what to do, in a line or a few. */
public final class CannotStartException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** The exit code for wrong usage or configuration. */
    static final int USAGE = 2;

    /** The exit code for everything else that stands in the way. */
    static final int FAILED = 1;

    private final int exitCode;

    private CannotStartException(int exitCode, String message) {
        super(message, null, false, false);
        this.exitCode = exitCode;
    }

    /** Wrong arguments, or a wrong configuration. */
    static CannotStartException usage(String message) {
        return new CannotStartException(USAGE, message);
    }

    /** The port, the data directory or the database is not to be had. */
    static CannotStartException failed(String message) {
        return new CannotStartException(FAILED, message);
    }

    /** What the process exits with: 2 for wrong usage or configuration, else 1. */
    public int exitCode() {
        return exitCode;
    }
}
