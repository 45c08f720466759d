package prikke.cli.keys;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
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
        KeyResponse key = KeyLookup.of(which, client.keys().list());
        client.keys().revoke(key.id());
        session.output().done(key.id().toString(), "Revoked " + key.name() + " (" + key.publicId() + ").");
    }
}
