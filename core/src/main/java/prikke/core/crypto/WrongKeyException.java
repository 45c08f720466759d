package prikke.core.crypto;

/** The keys at hand do not open the database. The message says which is missing. */
public final class WrongKeyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    WrongKeyException(String message) {
        super(message, null, false, false);
    }
}
