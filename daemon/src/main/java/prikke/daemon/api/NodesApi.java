package prikke.daemon.api;

import java.util.Locale;
import prikke.core.api.NodeResponse;
import prikke.core.api.Page;
import prikke.core.run.Nodes;
import prikke.daemon.http.Answer;
import prikke.daemon.http.Request;

/** The daemons of the cluster. */
public final class NodesApi {
    private final Nodes nodes;

    public NodesApi(Nodes nodes) {
        this.nodes = nodes;
    }

    /** In one page always: a cluster has few. */
    Answer list(Request request) {
        request.query("limit", "cursor");
        return Answer.ok(new Page<>(
                nodes.list(request.identity()).stream().map(NodesApi::encode).toList(), null));
    }

    private static NodeResponse encode(Nodes.Peer node) {
        return new NodeResponse(
                node.id(),
                node.name(),
                node.version(),
                node.startedAt(),
                node.seenAt(),
                node.inFlight(),
                node.held(),
                node.skewMs(),
                node.state().name().toLowerCase(Locale.ROOT));
    }
}
