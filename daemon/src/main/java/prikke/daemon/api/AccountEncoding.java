package prikke.daemon.api;

import java.util.List;
import org.jspecify.annotations.Nullable;
import prikke.core.account.ApiKey;
import prikke.core.account.Identity;
import prikke.core.account.Membership;
import prikke.core.account.OwnSessions;
import prikke.core.account.SignedIn;
import prikke.core.account.SigningSecret;
import prikke.core.api.KeyResponse;
import prikke.core.api.MeResponse;
import prikke.core.api.MySessionResponse;
import prikke.core.api.OrgResponse;
import prikke.core.api.SessionResponse;
import prikke.core.api.WebhookSecretResponse;

/** Users, organizations and keys as the API shows them. */
final class AccountEncoding {
    private AccountEncoding() {}

    static MeResponse me(Identity identity, List<Membership> memberships) {
        List<OrgResponse> orgs = memberships.stream()
                .map(membership -> org(identity, membership))
                .toList();
        return switch (identity) {
            case Identity.User user ->
                new MeResponse(
                        "user", new MeResponse.UserResponse(user.id(), user.email(), user.instanceAdmin()), null, orgs);
            case Identity.Key key -> new MeResponse("key", null, key(key.key(), null), orgs);
        };
    }

    static SessionResponse session(SignedIn signedIn) {
        return new SessionResponse(
                signedIn.token(), signedIn.expiresAt(), me(signedIn.user(), signedIn.user().memberships()));
    }

    static MySessionResponse ownSession(OwnSessions.Session session) {
        return new MySessionResponse(
                session.id(),
                session.createdAt(),
                session.lastUsedAt(),
                session.expiresAt(),
                session.address(),
                session.userAgent(),
                session.current());
    }

    static OrgResponse org(Identity identity, Membership membership) {
        String role = identity instanceof Identity.User ? membership.role().text() : null;
        return new OrgResponse(
                membership.org().id(),
                membership.org().name(),
                role,
                membership.org().createdAt());
    }

    static KeyResponse key(ApiKey key, @Nullable String token) {
        return new KeyResponse(
                key.id(),
                key.name(),
                key.publicId(),
                key.scope().text(),
                key.createdAt(),
                key.expiresAt(),
                key.lastUsedAt(),
                token);
    }

    static WebhookSecretResponse secret(SigningSecret secret) {
        return new WebhookSecretResponse(secret.id(), secret.secret(), secret.createdAt(), secret.retiresAt());
    }
}
