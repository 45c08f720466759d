package prikke.core.api;

import java.util.UUID;

/** The secrets that deliveries are signed with; otherwise as {@link ApiClient}, which hands it out. */
public final class SecretsClient {
    private final Requests requests;

    SecretsClient(Requests requests) {
        this.requests = requests;
    }

    /** Those that sign, the current one first; the secrets themselves only for admins and owners. */
    public Listing<WebhookSecretResponse> list() {
        return requests.whole("/webhook-secrets", WebhookSecretResponse.class);
    }

    /** Makes a new one, beside which the old one goes on to sign for a while. */
    public Answer<WebhookSecretResponse> rotate(RotateRequest request) {
        return requests.post("/webhook-secrets/rotate", request, WebhookSecretResponse.class);
    }

    /** Has a secret that is retiring sign no more. */
    public void delete(UUID id) {
        requests.send("DELETE", "/webhook-secrets/" + id, null);
    }
}
