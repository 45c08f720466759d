package prikke.cli.orgs;

import java.util.List;
import prikke.cli.output.Column;
import prikke.cli.output.View;
import prikke.core.api.InviteResponse;

/** How an invitation is shown. */
final class InviteView {
    private static final List<Column<InviteResponse>> COLUMNS = List.of(
            Column.text("For", (invite, times) -> invite.email() == null ? "whoever has the link" : invite.email()),
            Column.text("Role", (invite, times) -> invite.role()),
            Column.<InviteResponse>instant("Expires", invite -> invite.expiresAt()),
            Column.<InviteResponse>text("By", (invite, times) -> invite.invitedBy()).rank(2),
            Column.<InviteResponse>instant("Made", invite -> invite.createdAt()).rank(3),
            Column.<InviteResponse>whole("Id", (invite, times) -> invite.id().toString()).rank(1));

    static final View<InviteResponse> VIEW =
            new View<>(InviteResponse.class, invite -> invite.id().toString(), COLUMNS, COLUMNS);

    private InviteView() {}
}
