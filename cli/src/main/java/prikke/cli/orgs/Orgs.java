package prikke.cli.orgs;

import java.util.List;
import picocli.CommandLine.Command;
import prikke.cli.Noun;
import prikke.cli.Session;

/** {@code prikke orgs}. */
@Command(name = "orgs", description = "Organizations: list, create, choose, rename, delete; members and invitations.", synopsisSubcommandLabel = "COMMAND")
public final class Orgs extends Noun {
    @Override
    public List<String> verbs() {
        return List.of(
                "list", "create", "use", "rename", "delete", "members", "role", "remove", "leave", "invite", "invites", "uninvite", "join");
    }

    @Override
    public Object verb(String verb, Session session) {
        return switch (verb) {
            case "list" -> new OrgsList(session);
            case "create" -> new OrgsCreate(session);
            case "use" -> new OrgsUse(session);
            case "rename" -> new OrgsRename(session);
            case "delete" -> new OrgsDelete(session);
            case "members" -> new OrgsMembers(session);
            case "role" -> new OrgsRole(session);
            case "remove" -> new OrgsRemove(session);
            case "leave" -> new OrgsLeave(session);
            case "invite" -> new OrgsInvite(session);
            case "invites" -> new OrgsInvites(session);
            case "uninvite" -> new OrgsUninvite(session);
            case "join" -> new OrgsJoin(session);
            default -> throw new IllegalArgumentException("no verb " + verb);
        };
    }
}
