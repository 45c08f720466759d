package prikke.cli.profile;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered between commands.
 *
 * @param server the server's URL
 * @param email who is signed in
 * @param token the user token that the server gave; null when signed out
 * @param orgId the organization to work in
 * @param orgName its name when it was chosen
 */
public record Profile(
        @Nullable String server,
        @Nullable String email,
        @Nullable String token,
        @Nullable String orgId,
        @Nullable String orgName) {

    /** The name of the profile that is used when none is named. */
    public static final String DEFAULT = "default";

    /** What stands for a profile that has not been saved yet. */
    public static final Profile EMPTY = new Profile(null, null, null, null, null);

    /** The server, or null. */
    public @Nullable URI serverUri() {
        return server == null ? null : URI.create(server);
    }

    /** The same, working in another organization. */
    public Profile withOrg(String id, String name) {
        return new Profile(server, email, token, id, name);
    }

    /** The same, working in no organization in particular. */
    public Profile withoutOrg() {
        return new Profile(server, email, token, null, null);
    }

    /** The same, signed out. The rest is kept, so that signing in again comes to the same place. */
    public Profile signedOut() {
        return new Profile(server, email, null, orgId, orgName);
    }
}
