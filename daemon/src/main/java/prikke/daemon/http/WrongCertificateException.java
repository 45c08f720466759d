package prikke.daemon.http;

/** The server's certificate or key won't do. The message is for whoever configured them. */
public final class WrongCertificateException extends RuntimeException {
    private static final long serialVersionUID = 1;

    WrongCertificateException(String message) {
        super(message, null, false, false);
    }
}
