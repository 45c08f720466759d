package prikke.cli.listen;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import prikke.cli.Session;
import prikke.core.api.ApiException;
import prikke.core.api.UnreachableException;
import prikke.core.api.WebhookSecretResponse;

/** The signing secrets of the organization in use. Without them deliveries are still shown, only not checked. */
final class OrganizationSecrets {
    private final Session session;

    OrganizationSecrets(Session session) {
        this.session = session;
    }

    List<String> read() {
        if (!session.signedIn()) {
            return without("not signed in");
        }
        try {
            List<String> secrets = session.client().secrets().list().values().stream()
                    .map(WebhookSecretResponse::secret)
                    .filter(Objects::nonNull)
                    .toList();
            return secrets.isEmpty() ? without("your role may not see the secret") : secrets;
        } catch (ApiException | UnreachableException e) {
            return without(e.getMessage());
        }
    }

    private List<String> without(@Nullable String why) {
        session.io().err().println("Signatures are not checked: " + why + ". Give the secret with --secret, or sign in.");
        return List.of();
    }
}
