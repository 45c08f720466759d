package prikke.daemon.http;

/** A body that is not taken, for its type or its size. */
final class RefusedBodyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String detail;
    private final boolean close;

    /**
     * @param close whether the rest of the body is still to come and nobody will read it, so that the connection is of
     *     no more use
     */
    RefusedBodyException(int status, String detail, boolean close) {
        super(detail, null, false, false);
        this.status = status;
        this.detail = detail;
        this.close = close;
    }

    int status() {
        return status;
    }

    String detail() {
        return detail;
    }

    boolean close() {
        return close;
    }
}
