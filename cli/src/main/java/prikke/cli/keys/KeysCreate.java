package prikke.cli.keys;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import prikke.cli.Session;
import prikke.cli.output.Output;
import prikke.core.api.Answer;
import prikke.core.api.KeyRequest;
import prikke.core.api.KeyResponse;

/** {@code prikke keys create}. Prints the token, and nothing else, to stdout: it can be had this once only. */
@Command(
        name = "create",
        description = "Make an API key and print it. It is shown this once.",
        footer = {"", "Example:", "  prikke keys create ci --scope write --expires 90d"})
final class KeysCreate implements Runnable {
    private final Session session;

    @Parameters(paramLabel = "NAME", description = "What the key is for.")
    String name = "";

    @Option(names = "--scope", paramLabel = "SCOPE", description = "read, write or admin; write unless given.")
    @Nullable String scope;

    @Option(names = "--expires", paramLabel = "TIME", description = "After how long it ceases to hold, such as 90d; never unless given.")
    @Nullable String expires;

    KeysCreate(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        Answer<KeyResponse> made = session.client().keys().create(new KeyRequest(name, scope, expires));
        Output output = session.output();
        output.done(made, KeyView.VIEW, String.valueOf(made.value().token()));
        output.note("Keep it now: it is not shown again. Use it as PRIKKE_API_KEY or with --api-key.");
    }
}
