package prikke.core.mail;

/** A mail was not taken. The message says why, in the server's words. */
public final class NotSentException extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean forGood;

    /** @param forGood whether trying again is of no use, since there is no such recipient */
    public NotSentException(String message, boolean forGood, Throwable cause) {
        super(message, cause);
        this.forGood = forGood;
    }

    boolean forGood() {
        return forGood;
    }
}
