package prikke.core.account;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import prikke.core.ProblemException;
import prikke.core.audit.Actor;

/** Someone whose credentials hold, before it is said which organization they act in. */
public sealed interface Identity {

    /**
     * Takes on an organization.
     *
     * @param org the organization named, or null when none was: then it is the only one there is
     * @param client where the request comes from
     * @throws ProblemException not found where there is no such organization for this identity; bad request where none
     *     was named and there is not exactly one
     */
    Caller in(@Nullable UUID org, Client client);

    /** {@link #in(UUID, Client)} where it is unknown where the request comes from. */
    default Caller in(@Nullable UUID org) {
        return in(org, Client.UNKNOWN);
    }

    /** Who it is, for the audit log. */
    Actor from(Client client);

    /**
     * Refuses all but users who administer the whole instance.
     *
     * @param what what they want, as in "… may not <em>see the nodes</em>"
     * @throws ProblemException forbidden
     */
    default void requireInstanceAdmin(String what) {
        if (this instanceof User user && user.instanceAdmin()) return;
        throw ProblemException.of(ProblemException.Kind.FORBIDDEN, "forbidden",
                "Only an administrator of the instance may " + what + ", signed in as a user; the first user who registered is one.");
    }

    /**
     * A user who is signed in.
     *
     * @param session the session that the credentials belong to
     */
    record User(UUID id, String email, boolean instanceAdmin, UUID session, List<Membership> memberships)
            implements Identity {
        @Override
        public Caller in(@Nullable UUID org, Client client) {
            Membership membership = org == null ? only() : membership(org);
            return new Caller(from(client), membership.org().id(), membership.role());
        }

        @Override
        public Actor from(Client client) {
            return new Actor(id, null, email, client.address(), client.userAgent());
        }

        /** The membership in an organization, refused as not found where there is none. */
        Membership membership(UUID org) {
            return memberships.stream()
                    .filter(membership -> membership.org().id().equals(org))
                    .findFirst()
                    .orElseThrow(() -> ProblemException.notFound("organization " + org));
        }

        private Membership only() {
            if (memberships.size() == 1) return memberships.getFirst();
            String message = memberships.isEmpty()
                    ? "You are in no organization yet. Create one first."
                    : "You are in " + memberships.size() + " organizations. Say which one with the header Prikke-Org.";
            throw ProblemException.of(ProblemException.Kind.BAD_REQUEST, "bad_request", message);
        }
    }

    /** An API key. */
    record Key(ApiKey key) implements Identity {
        @Override
        public Caller in(@Nullable UUID org, Client client) {
            if (org != null && !org.equals(key.org())) throw ProblemException.notFound("organization " + org);
            return new Caller(from(client), key.org(), key.scope().role());
        }

        @Override
        public Actor from(Client client) {
            return new Actor(null, key.id(), key.name(), client.address(), client.userAgent());
        }
    }
}
