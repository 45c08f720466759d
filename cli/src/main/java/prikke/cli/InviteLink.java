package prikke.cli;

/** What somebody who is invited is given. */
public final class InviteLink {
    private InviteLink() {}

    /** The token of a link, or the token itself. */
    public static String token(String linkOrToken) {
        String bare = linkOrToken.strip().replaceFirst("[?#].*", "").replaceFirst("/+$", "");
        return bare.substring(bare.lastIndexOf('/') + 1);
    }
}
