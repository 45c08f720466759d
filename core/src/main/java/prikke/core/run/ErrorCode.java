package prikke.core.run;

import java.util.Locale;

/** Why an attempt failed, as stable codes. */
public enum ErrorCode {
    /** The host's name has no address, or none could be found out. */
    DNS,
    /** Nothing listens there. */
    CONNECT_REFUSED,
    /** No connection came about within the timeout. */
    CONNECT_TIMEOUT,
    /** The TLS handshake failed, or the certificate does not hold. */
    TLS,
    /** The exchange was not over within the timeout. */
    TIMEOUT,
    /** The egress policy forbids the address. */
    EGRESS_DENIED,
    /** The connection broke, or what came over it was no HTTP. */
    RESET,
    /** The answer's head was larger than can be taken. */
    RESPONSE_TOO_LARGE,
    /** The answer's body is not as the job expects. */
    ASSERTION_FAILED,
    /** The answer's status is not as the job expects, or redirects did not come to an end. */
    HTTP_STATUS,
    /** A credential among the job's headers can't be opened any more; nothing was sent. */
    CREDENTIALS_UNREADABLE;

    /** As the API and the database spell it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
