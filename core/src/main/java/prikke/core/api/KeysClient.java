package prikke.core.api;

import java.util.UUID;

/** API keys; otherwise as {@link ApiClient}, which hands it out. */
public final class KeysClient {
    private final Requests requests;

    KeysClient(Requests requests) {
        this.requests = requests;
    }

    public Listing<KeyResponse> list() {
        return requests.whole("/keys", KeyResponse.class);
    }

    /** Makes an API key; only this answer has its token. */
    public Answer<KeyResponse> create(KeyRequest request) {
        return requests.post("/keys", request, KeyResponse.class);
    }

    /** Ends a key at once. */
    public void revoke(UUID id) {
        requests.send("DELETE", "/keys/" + id, null);
    }

    /** Makes a key's successor; only this answer has its token. */
    public Answer<KeyResponse> rotate(UUID id, RotateRequest request) {
        return requests.post("/keys/" + id + "/rotate", request, KeyResponse.class);
    }
}
