package prikke.cli.orgs;

import java.util.UUID;
import prikke.cli.ExitCodes;
import prikke.cli.Failure;
import prikke.core.api.ApiClient;
import prikke.core.api.InviteResponse;
import prikke.core.api.MemberResponse;

/** Finds a member, or an invitation, by an e-mail address or an id. */
final class MemberLookup {
    private MemberLookup() {}

    static MemberResponse member(ApiClient client, UUID org, String emailOrId) {
        return client.orgs().members(org).values().stream()
                .filter(member -> member.email().equalsIgnoreCase(emailOrId) || member.userId().toString().equals(emailOrId))
                .findFirst()
                .orElseThrow(() -> new Failure(
                        ExitCodes.NOT_FOUND,
                        "not_found",
                        "'" + emailOrId + "' is no member.\nList the members with: prikke orgs members"));
    }

    static InviteResponse invitation(ApiClient client, UUID org, String emailOrId) {
        return client.orgs().invites(org).values().stream()
                .filter(invite -> emailOrId.equalsIgnoreCase(invite.email()) || invite.id().toString().equals(emailOrId))
                .findFirst()
                .orElseThrow(() -> new Failure(
                        ExitCodes.NOT_FOUND,
                        "not_found",
                        "There is no open invitation '" + emailOrId + "'.\nList them with: prikke orgs invites"));
    }
}
