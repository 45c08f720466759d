package prikke.daemon.web;

/**
 * Somebody who belongs to several organizations asks for a page without saying of which: they are sent to its address in full, so that a
 * reload, a bookmark and the links from there stay with it, whatever another tab goes on to.
 */
final class AddressFirst extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String inFull;

    AddressFirst(String inFull) {
        super("an address that names no organization", null, false, false);
        this.inFull = inFull;
    }

    String inFull() {
        return inFull;
    }
}
