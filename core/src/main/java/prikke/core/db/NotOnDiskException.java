package prikke.core.db;

/** What was written is committed, but it is not certain that it would outlive a power failure: it may be acknowledged to nobody. */
public final class NotOnDiskException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotOnDiskException(Throwable cause) {
        super("What was written could not be brought to the disk", cause);
    }
}
