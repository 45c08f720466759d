package prikke.cli.secrets;

import java.util.List;
import picocli.CommandLine.Command;
import prikke.cli.Noun;
import prikke.cli.Session;

/** {@code prikke secrets}. */
@Command(name = "secrets", description = "Signing secrets: list, rotate, rm.", synopsisSubcommandLabel = "COMMAND")
public final class Secrets extends Noun {
    @Override
    public List<String> verbs() {
        return List.of("list", "rotate", "rm");
    }

    @Override
    public Object verb(String verb, Session session) {
        return switch (verb) {
            case "list" -> new SecretsList(session);
            case "rotate" -> new SecretsRotate(session);
            case "rm" -> new SecretsRm(session);
            default -> throw new IllegalArgumentException("no verb " + verb);
        };
    }
}
