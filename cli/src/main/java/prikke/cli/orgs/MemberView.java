package prikke.cli.orgs;

import java.util.List;
import prikke.cli.output.Column;
import prikke.cli.output.View;
import prikke.core.api.MemberResponse;

/** How a member is shown. */
final class MemberView {
    private static final List<Column<MemberResponse>> COLUMNS = List.of(
            Column.text("Email", (member, times) -> member.email()),
            Column.text("Role", (member, times) -> member.role()),
            Column.<MemberResponse>instant("Joined", member -> member.joinedAt()).rank(1),
            Column.<MemberResponse>whole("Id", (member, times) -> member.userId().toString()).rank(2));

    static final View<MemberResponse> VIEW =
            new View<>(MemberResponse.class, member -> member.userId().toString(), COLUMNS, COLUMNS);

    private MemberView() {}
}
