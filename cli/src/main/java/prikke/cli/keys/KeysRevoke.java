package prikke.cli.keys;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import prikke.cli.ExitCodes;
import prikke.cli.Failure;
import prikke.cli.Session;
import prikke.core.api.ApiClient;
import prikke.core.api.KeyResponse;

/** {@code prikke keys revoke}. */
@Command(
        name = "revoke",
        description = "Revoke an API key: from now on it opens nothing.",
        footer = {"", "Examples:", "  prikke keys revoke ci", "  prikke keys revoke pk_live_8sT2…"})
final class KeysRevoke implements Runnable {
    private final Session session;

    @Parameters(paramLabel = "NAME|KEY|ID", description = "The key's name, its public part (pk_live_…) or its id.")
    String which = "";

    KeysRevoke(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        ApiClient client = session.client();
        KeyResponse key = find(client);
        client.revokeKey(key.id());
        session.output().done(key.id().toString(), "Revoked " + key.name() + " (" + key.publicId() + ").");
    }

    private KeyResponse find(ApiClient client) {
        List<KeyResponse> found = client.keys().values().stream()
                .filter(key -> key.id().toString().equals(which)
                        || key.name().equals(which)
                        || key.publicId().equals(which.split("\\.", 2)[0]))
                .toList();
        return switch (found.size()) {
            case 0 -> throw new Failure(
                    ExitCodes.NOT_FOUND, "not_found", "There is no key '" + which + "'.\nList them with: prikke keys list");
            case 1 -> found.getFirst();
            default -> throw new Failure(
                    ExitCodes.REFUSED,
                    "conflict",
                    found.size() + " keys are named '" + which + "'.\nGive the id instead: prikke keys list -o json");
        };
    }
}
