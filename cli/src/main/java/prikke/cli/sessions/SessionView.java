package prikke.cli.sessions;

import java.util.List;
import prikke.cli.output.Column;
import prikke.cli.output.View;
import prikke.core.api.MySessionResponse;

/** How a session is shown. */
final class SessionView {
    private static final List<Column<MySessionResponse>> COLUMNS = List.of(
            Column.whole("Id", (session, times) -> session.id().toString()),
            Column.text("This", (session, times) -> session.current() ? "yes" : null),
            Column.instant("Last used", MySessionResponse::lastUsedAt),
            Column.<MySessionResponse>text("From", (session, times) -> session.address()).rank(1),
            Column.<MySessionResponse>text("Program", (session, times) -> session.userAgent()).rank(2),
            Column.<MySessionResponse>instant("Since", MySessionResponse::createdAt).rank(3),
            Column.<MySessionResponse>instant("Ends", MySessionResponse::expiresAt).rank(4));

    static final View<MySessionResponse> VIEW =
            new View<>(MySessionResponse.class, session -> session.id().toString(), COLUMNS, COLUMNS);

    private SessionView() {}
}
