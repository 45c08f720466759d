package prikke.cli.keys;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import prikke.cli.Session;
import prikke.cli.output.Output;
import prikke.core.api.Answer;
import prikke.core.api.ApiClient;
import prikke.core.api.KeyResponse;
import prikke.core.api.RotateRequest;

/** {@code prikke keys rotate}. Prints the new token, and nothing else, to stdout: it can be had this once only. */
@Command(
        name = "rotate",
        description = {
            "Make a key's successor and print it. The old key goes on to hold for a while.",
            "Where several keys have the name because one is already being replaced, the last of them is meant."
        },
        footer = {"", "Examples:", "  prikke keys rotate ci", "  prikke keys rotate ci --overlap 1h"})
final class KeysRotate implements Runnable {
    private final Session session;

    @Parameters(paramLabel = "NAME|KEY|ID", description = "The key's name, its public part (pk_live_…) or its id.")
    String which = "";

    @Option(
            names = "--overlap",
            paramLabel = "TIME",
            description = "How long the old key goes on to hold, 0s to 30d; 24h unless given.")
    @Nullable String overlap;

    KeysRotate(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        ApiClient client = session.client();
        KeyResponse old = KeyLookup.lastOf(which, client.keys().list());
        Answer<KeyResponse> made = client.keys().rotate(old.id(), new RotateRequest(overlap));
        Output output = session.output();
        output.done(made, KeyView.VIEW, String.valueOf(made.value().token()));
        output.note("Keep it now: it is not shown again. The old key, " + old.publicId() + ", ceases to hold after the overlap.");
    }
}
