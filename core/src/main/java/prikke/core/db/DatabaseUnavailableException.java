package prikke.core.db;

/** The database can't be used; the message says why in plain words and what to do. */
public final class DatabaseUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    DatabaseUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
