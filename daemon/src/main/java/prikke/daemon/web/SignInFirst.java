package prikke.daemon.web;

/** Somebody who is not signed in wants what takes a sign-in. */
public final class SignInFirst extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String wanted;

    /** @param wanted the path to come back to */
    SignInFirst(String wanted) {
        super(wanted, null, false, false);
        this.wanted = wanted;
    }

    String wanted() {
        return wanted;
    }
}
