package prikke.core.crypto;

/** A sealed value can't be opened: its key is missing, or it was tampered with. Names the place, never the value. */
public final class SealBrokenException extends RuntimeException {
    private static final long serialVersionUID = 1;

    SealBrokenException(String message, Place place) {
        super(message + " (" + place.kind() + " of " + place.row() + ")");
    }
}
