package prikke.cli.profiles;

import java.util.List;
import picocli.CommandLine.Command;
import prikke.cli.Noun;
import prikke.cli.Session;

/** {@code prikke profiles}. */
@Command(
        name = "profiles",
        description = "Profiles: servers and accounts that this command line remembers, each under a name.",
        synopsisSubcommandLabel = "COMMAND")
public final class ProfilesNoun extends Noun {
    @Override
    public List<String> verbs() {
        return List.of("list", "use", "rm");
    }

    @Override
    public Object verb(String verb, Session session) {
        return switch (verb) {
            case "list" -> new ProfilesList(session);
            case "use" -> new ProfilesUse(session);
            case "rm" -> new ProfilesRm(session);
            default -> throw new IllegalArgumentException("no verb " + verb);
        };
    }
}
