package prikke.cli.secrets;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import prikke.cli.Session;
import prikke.cli.output.Output;
import prikke.core.api.Answer;
import prikke.core.api.RotateRequest;
import prikke.core.api.WebhookSecretResponse;

/** {@code prikke secrets rotate}. Prints the new secret, and nothing else, to stdout. */
@Command(
        name = "rotate",
        description = "Make a new signing secret and print it. Deliveries are signed with the old one too, for a while.",
        footer = {"", "Examples:", "  prikke secrets rotate", "  prikke secrets rotate --overlap 0s"})
final class SecretsRotate implements Runnable {
    private final Session session;

    @Option(
            names = "--overlap",
            paramLabel = "TIME",
            description = "How long the old secret goes on to sign, 0s to 30d; 24h unless given.")
    @Nullable String overlap;

    SecretsRotate(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        Answer<WebhookSecretResponse> made = session.client().secrets().rotate(new RotateRequest(overlap));
        Output output = session.output();
        output.done(made, SecretView.VIEW, String.valueOf(made.value().secret()));
        output.note("Give it to your receivers before the overlap is over: until then each delivery bears both signatures.");
    }
}
