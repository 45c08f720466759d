package prikke.cli.account;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import prikke.cli.output.Column;
import prikke.cli.output.View;
import prikke.core.api.MeResponse;
import prikke.core.api.OrgResponse;
import prikke.core.api.SessionResponse;

/** How the caller is shown. */
final class AccountView {
    static final View<SessionResponse> SESSION =
            new View<>(SessionResponse.class, session -> id(session.me()), List.of(), List.of());

    private AccountView() {}

    /**
     * @param server the server that was asked
     * @param current the id of the organization in use, or null
     */
    static View<MeResponse> me(String server, String profile, @Nullable String current) {
        List<Column<MeResponse>> lines = List.of(
                Column.text("Signed in as", (me, times) -> name(me)),
                Column.text("Organization", (me, times) -> me.orgs().stream()
                        .filter(org -> org.id().toString().equals(current) || me.orgs().size() == 1)
                        .map(AccountView::named)
                        .findFirst()
                        .orElse("none chosen")),
                Column.text("Others", (me, times) -> me.orgs().size() < 2
                        ? null
                        : me.orgs().stream()
                                .filter(org -> !org.id().toString().equals(current))
                                .map(AccountView::named)
                                .collect(Collectors.joining(", "))),
                Column.text("Server", (me, times) -> server),
                Column.text("Profile", (me, times) -> profile));
        return new View<>(MeResponse.class, AccountView::id, lines, lines);
    }

    static String name(MeResponse me) {
        if (me.user() != null) {
            return me.user().email() + (me.user().instanceAdmin() ? " (administrator)" : "");
        }
        return me.key() == null ? me.kind() : "key " + me.key().name() + " (" + me.key().publicId() + ", " + me.key().scope() + ")";
    }

    private static String id(MeResponse me) {
        if (me.user() != null) {
            return me.user().id().toString();
        }
        return me.key() == null ? "" : me.key().id().toString();
    }

    private static String named(OrgResponse org) {
        return org.name() + (org.role() == null ? "" : " (" + org.role() + ")");
    }
}
