package prikke.core.account;

import java.util.UUID;

/** By what somebody acts in an organization, for as long as that holds. */
public sealed interface Credential {

    /** A key, which belongs to its organization. */
    record ByKey(UUID key) implements Credential {}

    /** A session, while its user is a member. */
    record BySession(UUID session, UUID user, UUID org) implements Credential {}

    /** What a caller acts by. */
    static Credential of(Identity identity, Caller caller) {
        return switch (identity) {
            case Identity.Key key -> new ByKey(key.key().id());
            case Identity.User user -> new BySession(user.session(), user.id(), caller.org());
        };
    }
}
