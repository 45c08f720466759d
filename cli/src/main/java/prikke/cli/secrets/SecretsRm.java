package prikke.cli.secrets;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import prikke.cli.ExitCodes;
import prikke.cli.Failure;
import prikke.cli.Session;
import prikke.core.api.ApiClient;
import prikke.core.api.WebhookSecretResponse;

/** {@code prikke secrets rm}. */
@Command(
        name = "rm",
        description = "Have a secret that was rotated sign no more, before its overlap is over.",
        footer = {"", "Example:", "  prikke secrets rm 01a20837-0b66-704b-bb38-eca9276569d5"})
final class SecretsRm implements Runnable {
    private final Session session;

    @Parameters(paramLabel = "ID", description = "The secret's id, as secrets list shows it.")
    String which = "";

    SecretsRm(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        ApiClient client = session.client();
        List<WebhookSecretResponse> found =
                client.secrets().list().values().stream().filter(secret -> secret.id().toString().equals(which)).toList();
        if (found.isEmpty()) {
            throw new Failure(
                    ExitCodes.NOT_FOUND, "not_found", "There is no signing secret '" + which + "'.\nList them with: prikke secrets list");
        }
        client.secrets().delete(found.getFirst().id());
        session.output().done(which, "The secret " + which + " signs no more.");
    }
}
