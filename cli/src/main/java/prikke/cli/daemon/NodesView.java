package prikke.cli.daemon;

import java.util.List;
import java.util.Optional;
import prikke.cli.Session;
import prikke.cli.output.Column;
import prikke.cli.output.Times;
import prikke.cli.output.View;
import prikke.cli.profile.Profile;
import prikke.core.api.Answer;
import prikke.core.api.ApiException;
import prikke.core.api.NodeResponse;
import prikke.core.api.UnreachableException;

/** The daemons that share a database, told only to who is signed in to one of them and administers the instance. */
public final class NodesView {
    static final List<Column<NodeResponse>> COLUMNS = List.of(
            Column.number("Node", (node, times) -> Long.toString(node.id())),
            Column.text("Name", (node, times) -> node.name()),
            Column.status("State", (node, times) -> node.state()),
            Column.<NodeResponse>text("Version", (node, times) -> node.version()).rank(3),
            Column.<NodeResponse>instant("Started", node -> node.startedAt()).rank(1),
            Column.instant("Seen", node -> node.seenAt()),
            Column.number("In flight", (node, times) -> Integer.toString(node.inFlight())),
            Column.number("Held", (node, times) -> Integer.toString(node.held())),
            Column.<NodeResponse>number("Skew", (node, times) -> Times.millis(node.skewMs())).rank(2));

    /** Lists of them. */
    public static final View<NodeResponse> VIEW = new View<>(NodeResponse.class, node -> Long.toString(node.id()), COLUMNS, COLUMNS);

    private NodesView() {}

    /** Those that the daemon at the URL knows; empty where they are not for this user to see. */
    static Optional<List<Answer<NodeResponse>>> ask(Session session, String url) {
        Profile profile = session.profile();
        String token = profile.token();
        if (token == null || profile.serverUri() == null || !profile.serverUri().toString().equals(url)) {
            return Optional.empty();
        }
        try {
            return Optional.of(session.clientOfProfile(profile, token).nodes().stream().toList());
        } catch (ApiException | UnreachableException e) {
            // The state of the daemon has been told already; who may not see more is told no more.
            return Optional.empty();
        }
    }
}
