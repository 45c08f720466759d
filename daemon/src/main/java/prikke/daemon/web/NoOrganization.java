package prikke.daemon.web;

/** Somebody who belongs to no organization wants to do something in one. */
final class NoOrganization extends RuntimeException {
    private static final long serialVersionUID = 1;

    NoOrganization() {
        super("no organization", null, false, false);
    }
}
