package prikke.cli.account;

import java.util.List;
import picocli.CommandLine.Command;
import prikke.cli.Noun;
import prikke.cli.Session;

/** {@code prikke account}. */
@Command(
        name = "account",
        description = "Your account: password, email, reset-password.",
        synopsisSubcommandLabel = "COMMAND")
public final class Account extends Noun {
    @Override
    public List<String> verbs() {
        return List.of("password", "email", "reset-password");
    }

    @Override
    public Object verb(String verb, Session session) {
        return switch (verb) {
            case "password" -> new AccountPassword(session);
            case "email" -> new AccountEmail(session);
            case "reset-password" -> new AccountResetPassword(session);
            default -> throw new IllegalArgumentException("no verb " + verb);
        };
    }
}
